// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/taskheading.h"

#include "models/taskwords.h"
#include "store/taskrecord.h"
#include "ui_taskheading.h"
#include "widgets/iconfactory.h"
#include "widgets/statelook.h"
#include "widgets/taskmessage.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>

namespace embedscope {

TaskHeading::TaskHeading(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::TaskHeading>())
{
    m_ui->setupUi(this);
    setIconsByName(*this);
    QFont title = m_ui->titleLabel->font();
    title.setBold(true);
    title.setPointSizeF(title.pointSizeF() * 1.2);
    m_ui->titleLabel->setFont(title);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF());
    m_ui->idLabel->setFont(fixed);
    connect(m_ui->copyButton, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_ui->idLabel->text()); });
}

TaskHeading::~TaskHeading() = default;

void TaskHeading::showTask(const TaskRecord &record, const QString &sentence)
{
    if (!record.summary.file.isEmpty())
        m_title = oneLine(record.summary.file);
    else
        m_title = record.isOpen() ? tr("No file name yet") : tr("No file name");
    m_ui->titleLabel->setToolTip(record.summary.file.isEmpty() ? QString() : toolTipText(m_title));
    m_ui->stateLabel->setText(stateTitle(record));
    m_ui->factsLabel->setText(factsText(record));
    m_ui->idLabel->setText(record.id.toString());
    m_ui->sentenceLabel->setText(sentence);
    m_ui->sentenceLabel->setHidden(sentence.isEmpty());
    fitTitle();
    if (record.shownState() != m_state) {
        m_state = record.shownState();
        drawIcon();
    }
}

void TaskHeading::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

void TaskHeading::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitTitle();
}

void TaskHeading::drawIcon()
{
    if (m_state)
        m_ui->iconLabel->setPixmap(statePixmap(*m_state, 16, palette(), devicePixelRatioF()));
}

void TaskHeading::fitTitle()
{
    // Cut in the middle: beginnings and endings of file names tell them apart.
    const int longest = qMax(160, width() * 2 / 5);
    m_ui->titleLabel->setText(m_ui->titleLabel->fontMetrics().elidedText(m_title, Qt::ElideMiddle, longest));
}

} // namespace embedscope

#include "moc_taskheading.cpp"
