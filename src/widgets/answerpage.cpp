// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/answerpage.h"

#include "models/taskwords.h"
#include "reader/textpages.h"
#include "ui_answerpage.h"
#include "widgets/answersearch.h"

#include <QFontDatabase>
#include <QIODevice>
#include <QKeyEvent>
#include <QLocale>
#include <QShortcut>

#include <utility>

namespace embedscope {

AnswerPage::AnswerPage(QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::AnswerPage>()), m_search(new AnswerSearch(this))
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->textEdit);
    m_ui->textEdit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->textEdit->setWordWrapMode(QTextOption::WrapAnywhere);
    m_ui->textEdit->installEventFilter(this);
    m_ui->searchEdit->installEventFilter(this);
    m_typing.setSingleShot(true);
    m_typing.setInterval(200);
    connectControls();
}

AnswerPage::~AnswerPage() = default;

void AnswerPage::connectControls()
{
    connect(&m_typing, &QTimer::timeout, this, &AnswerPage::startSearch);
    connect(m_search, &AnswerSearch::finished, this, &AnswerPage::takeHits);
    connect(m_ui->searchEdit, &QLineEdit::textEdited, this, [this] { m_typing.start(); });
    connect(m_ui->nextButton, &QToolButton::clicked, this, [this] { goToHit(1); });
    connect(m_ui->previousButton, &QToolButton::clicked, this, [this] { goToHit(-1); });
    connect(m_ui->firstPageButton, &QToolButton::clicked, this, [this] { showPage(0); });
    connect(m_ui->previousPageButton, &QToolButton::clicked, this, [this] { showPage(m_page - 1); });
    connect(m_ui->nextPageButton, &QToolButton::clicked, this, [this] { showPage(m_page + 1); });
    connect(m_ui->lastPageButton, &QToolButton::clicked, this, [this] { showPage(m_pages - 1); });
    const auto onKey = [this](const QKeySequence &key, qint64 step) {
        auto *const shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, step] { goToHit(step); });
    };
    onKey(Qt::Key_F3, 1);
    onKey(Qt::SHIFT | Qt::Key_F3, -1);
}

void AnswerPage::moveTo(const AnswerBytes &bytes)
{
    if (!m_bytes.isNull() && m_bytes.size() == bytes.size())
        m_bytes = bytes;
}

void AnswerPage::setAnswer(const AnswerBytes &bytes, bool counts, const KeyRedactor &redactor)
{
    m_bytes = bytes;
    m_redactor = redactor;
    m_counts = counts;
    m_loaded = false;
    m_search->cancel();
    m_hits = {};
    m_hit = -1;
    tellHits();
    if (isVisible())
        load();
}

void AnswerPage::focusSearch()
{
    m_ui->searchEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->searchEdit->selectAll();
}

bool AnswerPage::eventFilter(QObject *watched, QEvent *event)
{
    // A text that cannot be edited would still keep Ctrl+V from the window, and do nothing with it.
    if (watched == m_ui->textEdit && event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste)) {
        event->ignore();
        return true;
    }
    if (watched == m_ui->searchEdit && event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
            goToHit(key.modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
        if (key.key() == Qt::Key_Escape) {
            m_ui->textEdit->setFocus();
            return true;
        }
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
    const bool isSearching = !m_ui->searchEdit->text().isEmpty();
    showPage(0);
    if (isSearching && !m_bytes.isNull())
        startSearch();
}

void AnswerPage::showPage(qint64 page)
{
    const auto device = m_bytes.openToLook();
    QByteArray shown;
    m_pages = 1;
    m_page = 0;
    QString caption = tr("No answer to show yet.");
    if (device) {
        const TextPages pages(*device);
        m_pages = pages.count();
        m_page = std::clamp<qint64>(page, 0, m_pages - 1);
        shown = pages.read(m_page);
        caption = m_counts ? tr("The answer as it came, %1.") : tr("What came cannot be used as an answer. All of it, %1.");
        caption = caption.arg(bytesText(m_bytes.size()));
    } else if (!m_bytes.isNull()) {
        caption = tr("The stored answer cannot be read any more.");
    }
    m_ui->captionLabel->setText(caption);
    m_ui->textEdit->setPlainText(m_redactor.redact(QString::fromUtf8(shown)));
    m_ui->pageBar->setVisible(m_pages > 1);
    const QLocale locale;
    m_ui->pageLabel->setText(tr("Page %1 of %2").arg(locale.toString(m_page + 1), locale.toString(m_pages)));
    m_ui->firstPageButton->setEnabled(m_page > 0);
    m_ui->previousPageButton->setEnabled(m_page > 0);
    m_ui->nextPageButton->setEnabled(m_page + 1 < m_pages);
    m_ui->lastPageButton->setEnabled(m_page + 1 < m_pages);
}

void AnswerPage::startSearch()
{
    m_typing.stop();
    m_hits = {};
    m_hit = -1;
    m_ui->textEdit->setExtraSelections({});
    if (m_ui->searchEdit->text().isEmpty() || m_bytes.isNull())
        m_search->cancel();
    else
        m_search->start(m_bytes, m_ui->searchEdit->text());
    tellHits();
}

void AnswerPage::takeHits(const ByteHits &hits, const QString &problem)
{
    m_hits = hits;
    m_hit = hits.places.empty() ? -1 : 0;
    tellHits();
    if (!problem.isEmpty())
        m_ui->hitsLabel->setText(problem);
    showHit();
}

void AnswerPage::goToHit(qint64 step)
{
    if (m_typing.isActive()) {
        startSearch(); // its end goes to the first one
        return;
    }
    const auto known = static_cast<qint64>(m_hits.places.size());
    if (known == 0)
        return;
    m_hit = (m_hit + step + known) % known;
    tellHits();
    showHit();
}

void AnswerPage::showHit()
{
    const auto device = m_bytes.openToLook();
    if (m_hit < 0 || !device)
        return;
    const TextPages pages(*device);
    const qint64 place = m_hits.places[static_cast<size_t>(m_hit)];
    const qint64 page = pages.pageOf(place);
    if (page != m_page)
        showPage(page);
    // What is shown has characters where the answer has bytes, and stars where it has a key.
    const QByteArray before = pages.read(page).left(place - pages.begin(page));
    const auto at = static_cast<int>(m_redactor.redact(QString::fromUtf8(before)).size());
    const auto length = static_cast<int>(m_ui->searchEdit->text().size());
    QTextCursor cursor(m_ui->textEdit->document());
    const int last = m_ui->textEdit->document()->characterCount() - 1;
    cursor.setPosition(std::min(at, last));
    m_ui->textEdit->setTextCursor(cursor);
    m_ui->textEdit->ensureCursorVisible();
    cursor.setPosition(std::min(at + length, last), QTextCursor::KeepAnchor);
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursor;
    mark.format.setBackground(palette().color(QPalette::Active, QPalette::Highlight));
    mark.format.setForeground(palette().color(QPalette::Active, QPalette::HighlightedText));
    m_ui->textEdit->setExtraSelections({mark});
}

void AnswerPage::tellHits()
{
    const bool isWanted = !m_ui->searchEdit->text().isEmpty() && !m_bytes.isNull();
    const QLocale locale;
    QString text;
    if (isWanted && m_search->isRunning())
        text = tr("Searching…");
    else if (isWanted && m_hits.count == 0)
        text = tr("Not found");
    else if (isWanted && m_hits.count > static_cast<qint64>(m_hits.places.size()))
        text = tr("%1 of the first %2; %3 in all")
                   .arg(locale.toString(m_hit + 1), locale.toString(static_cast<qint64>(m_hits.places.size())),
                        locale.toString(m_hits.count));
    else if (isWanted)
        text = tr("%1 of %2").arg(locale.toString(m_hit + 1), locale.toString(m_hits.count));
    m_ui->hitsLabel->setText(text);
    m_ui->nextButton->setEnabled(m_hits.places.size() > 1);
    m_ui->previousButton->setEnabled(m_hits.places.size() > 1);
}

} // namespace embedscope

#include "moc_answerpage.cpp"
