// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagepage.h"

#include "ui_messagepage.h"
#include "widgets/iconfactory.h"
#include "widgets/statelook.h"
#include "widgets/taskmessage.h"

#include <QEvent>

namespace embedscope {

MessagePage::MessagePage(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::MessagePage>())
{
    m_ui->setupUi(this);
    setIconsByName(*this);
    QFont large = m_ui->headlineLabel->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    m_ui->headlineLabel->setFont(large);
    connect(m_ui->againButton, &QPushButton::clicked, this, &MessagePage::againRequested);
    connect(m_ui->explainButton, &QPushButton::clicked, this, &MessagePage::explainRequested);
    clear();
}

MessagePage::~MessagePage() = default;

void MessagePage::showMessage(const TaskMessage &message, TaskState state)
{
    set(state, message.headline, message.detail, message.canAskAgain, false);
    m_ui->explainButton->setVisible(message.canExplain);
}

void MessagePage::showBusy(const QString &headline)
{
    set(std::nullopt, headline, {}, false, true);
}

void MessagePage::clear()
{
    set(std::nullopt, {}, {}, false, false);
}

void MessagePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

void MessagePage::set(std::optional<TaskState> state, const QString &headline, const QString &detail,
                      bool again, bool busy)
{
    m_ui->headlineLabel->setText(headline);
    m_ui->detailLabel->setText(detail);
    m_ui->detailLabel->setHidden(detail.isEmpty());
    m_ui->againButton->setVisible(again);
    m_ui->explainButton->hide();
    m_ui->busyBar->setVisible(busy);
    setAccessibleName(headline);
    setAccessibleDescription(detail);
    m_ui->iconLabel->setVisible(state.has_value());
    if (state != m_state) {
        m_state = state;
        drawIcon();
    }
}

void MessagePage::drawIcon()
{
    if (m_state)
        m_ui->iconLabel->setPixmap(statePixmap(*m_state, 40, palette(), devicePixelRatioF()));
}

} // namespace embedscope

#include "moc_messagepage.cpp"
