// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/answerpage.h"

#include "models/taskwords.h"
#include "ui_answerpage.h"

#include <QFontDatabase>
#include <QKeyEvent>

#include <utility>

namespace embedscope {

AnswerPage::AnswerPage(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::AnswerPage>())
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->textEdit);
    m_ui->textEdit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->textEdit->setWordWrapMode(QTextOption::WrapAnywhere);
    m_ui->textEdit->installEventFilter(this);
}

AnswerPage::~AnswerPage() = default;

void AnswerPage::setAnswer(const AnswerBytes &bytes, bool counts, const KeyRedactor &redactor)
{
    m_bytes = bytes;
    m_redactor = redactor;
    m_counts = counts;
    m_loaded = false;
    if (isVisible())
        load();
}

bool AnswerPage::eventFilter(QObject *watched, QEvent *event)
{
    // A text that cannot be edited would still keep Ctrl+V from the window, and do nothing with it.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste)) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void AnswerPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void AnswerPage::load()
{
    if (std::exchange(m_loaded, true))
        return;
    const QByteArray head = m_bytes.head(shownBytes);
    QString caption;
    if (m_bytes.isNull())
        caption = tr("No answer to show yet.");
    else if (m_bytes.size() > head.size())
        caption = tr("The first %1 of %2.").arg(bytesText(head.size()), bytesText(m_bytes.size()));
    else
        caption = tr("All of it, %1.").arg(bytesText(m_bytes.size()));
    if (!m_bytes.isNull())
        caption = (m_counts ? tr("The answer as it came. ") : tr("What came cannot be used as an answer. "))
            + caption;
    m_ui->captionLabel->setText(caption);
    m_ui->textEdit->setPlainText(m_redactor.redact(QString::fromUtf8(head)));
}

} // namespace embedscope
