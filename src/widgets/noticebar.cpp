// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/noticebar.h"

#include "ui_noticebar.h"
#include "widgets/iconfactory.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

NoticeBar::NoticeBar(QWidget *parent) : QFrame(parent), m_ui(std::make_unique<Ui::NoticeBar>())
{
    m_ui->setupUi(this);
    setIconsByName(*this);
    connect(m_ui->keyButton, &QPushButton::clicked, this, &NoticeBar::keyRequested);
    connect(m_ui->againButton, &QPushButton::clicked, this, &NoticeBar::againRequested);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &NoticeBar::cancelRequested);
    connect(m_ui->closeButton, &QToolButton::clicked, this, &QWidget::hide);
    applyColours();
    hide();
}

NoticeBar::~NoticeBar() = default;

void NoticeBar::showNotice(const QString &text, Steps steps, Tone tone, const QString &addition)
{
    setText(addition.isEmpty() ? text : text + u' ' + addition);
    if (text == m_text)
        return;
    m_text = text;
    if (tone != m_tone) {
        m_tone = tone;
        applyColours();
    }
    m_ui->keyButton->setVisible(steps.testFlag(EnterKey));
    m_ui->againButton->setVisible(steps.testFlag(TryAgain));
    m_ui->cancelButton->setVisible(steps.testFlag(Cancel));
    show();
}

void NoticeBar::setText(const QString &text)
{
    if (text == m_ui->textLabel->text())
        return;
    m_ui->textLabel->setText(text);
    setAccessibleDescription(text);
}

void NoticeBar::clear()
{
    m_text.clear();
    setText({});
    hide();
}

QString NoticeBar::text() const
{
    return m_ui->textLabel->text();
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        applyColours();
}

void NoticeBar::applyColours()
{
    if (m_colouring)
        return; // our own palette is a change of palette too
    const QScopedValueRollback<bool> guard(m_colouring, true);
    const QPalette base = QApplication::palette();
    const bool isWarning = m_tone == Tone::Warning;
    QPalette colours = base;
    if (isWarning) {
        const bool dark = base.color(QPalette::Window).lightness() < 128;
        colours.setColor(QPalette::Window, dark ? QColor(0x4a, 0x3a, 0x12) : QColor(0xff, 0xf1, 0xcc));
        colours.setColor(QPalette::WindowText, dark ? QColor(0xff, 0xec, 0xc2) : QColor(0x4a, 0x35, 0x00));
    }
    setPalette(colours);
    // Buttons keep the colours that their icons are drawn for.
    m_ui->keyButton->setPalette(base);
    m_ui->againButton->setPalette(base);
    m_ui->cancelButton->setPalette(base);
    m_ui->iconLabel->setPixmap(paletteIcon(isWarning ? u"warning"_s : u"info"_s).pixmap(QSize(20, 20), devicePixelRatioF()));
}

} // namespace embedscope

#include "moc_noticebar.cpp"
