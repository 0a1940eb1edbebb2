// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/addtasksdialog.h"

#include "models/idtickmodel.h"
#include "ui_addtasksdialog.h"
#include "widgets/droppedtext.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QStringListModel>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

AddTasksDialog::AddTasksDialog(const QString &initialText, Presence isPresent, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::AddTasksDialog>()), m_isPresent(std::move(isPresent)),
      m_offered(new IdTickModel(this)), m_leftOut(new QStringListModel(this)), m_search(new IdSearch(this)),
      m_dropped(new DroppedText(this))
{
    m_ui->setupUi(this);
    m_ui->offeredView->setModel(m_offered);
    m_ui->leftOutView->setModel(m_leftOut);
    setLooks();
    connectParts();
    setText(initialText);
    showLists();
    showSummary();
    // Text at hand: Return adds at once. None: typing starts at once.
    if (QStringView(text()).trimmed().isEmpty())
        m_ui->textEdit->setFocus();
    else
        m_ui->addButton->setFocus();
}

AddTasksDialog::~AddTasksDialog() = default;

void AddTasksDialog::setLooks()
{
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (QWidget *const widget :
         {static_cast<QWidget *>(m_ui->textEdit), static_cast<QWidget *>(m_ui->firstLinesLabel),
          static_cast<QWidget *>(m_ui->offeredView)})
        widget->setFont(fixed);
    // The heads of both lists at one height, though only one of them has a button.
    const int height = m_ui->tickAllButton->sizeHint().height();
    m_ui->offeredLabel->setMinimumHeight(height);
    m_ui->leftOutLabel->setMinimumHeight(height);
}

void AddTasksDialog::connectParts()
{
    connect(m_ui->textEdit, &QPlainTextEdit::textChanged, this, &AddTasksDialog::search);
    connect(m_ui->textEdit, &PasteEdit::pasted, this, &AddTasksDialog::takePaste);
    connect(m_ui->everyLineBox, &QCheckBox::toggled, this, &AddTasksDialog::search);
    connect(m_ui->startAgainButton, &QPushButton::clicked, this, [this] {
        m_ui->keyLabel->hide();
        setText({});
        m_ui->textEdit->setFocus();
    });
    connect(m_ui->tickAllButton, &QPushButton::clicked, this,
            [this] { m_offered->tickAll(m_offered->tickedCount() < m_offered->rowCount()); });
    connect(m_offered, &IdTickModel::tickedChanged, this, &AddTasksDialog::showSummary);
    connect(m_search, &IdSearch::found, this, &AddTasksDialog::showFound);
    connect(m_dropped, &DroppedText::taken, this, &AddTasksDialog::takeFiles);
    connect(m_ui->addButton, &QPushButton::clicked, this, &AddTasksDialog::accept);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &AddTasksDialog::reject);
    // Within the editor Return begins a new line; with Ctrl it adds from everywhere.
    for (const auto key : {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter})
        connect(new QShortcut(key, this), &QShortcut::activated, this, &AddTasksDialog::accept);
}

std::vector<TaskId> AddTasksDialog::ids() const
{
    std::vector<TaskId> ids = m_fresh;
    const std::vector<TaskId> ticked = m_offered->ticked();
    ids.insert(ids.end(), ticked.begin(), ticked.end());
    return ids;
}

QString AddTasksDialog::text() const
{
    return m_longText.isEmpty() ? m_ui->textEdit->toPlainText() : m_longText;
}

/// Says that a text of this length is not searched, where that is so; what was there stays.
bool AddTasksDialog::refuse(qsizetype length)
{
    const bool isRefused = length > longestText;
    if (std::exchange(m_wasRefused, isRefused) || isRefused)
        m_ui->fileProblemLabel->setVisible(isRefused);
    m_acceptWhenFound = m_acceptWhenFound && !isRefused;
    if (isRefused)
        m_ui->fileProblemLabel->setText(tr("A text of %1 characters is too long; up to %2 are searched. Cut out the part with the "
                                           "task IDs, and paste that.")
                                            .arg(QLocale().toString(length), QLocale().toString(longestText)));
    return isRefused;
}

void AddTasksDialog::setText(const QString &text)
{
    if (refuse(text.size()))
        return;
    if (PasteEdit::isTooLong(text)) {
        m_longText = text;
        m_ui->lengthLabel->setText(tr("%1 characters").arg(QLocale().toString(text.size())));
        m_ui->firstLinesLabel->clear(); // shown once the search has taken out keys
        m_ui->textStack->setCurrentWidget(m_ui->longPage);
        search();
        return;
    }
    m_longText.clear();
    m_ui->textStack->setCurrentWidget(m_ui->editPage);
    const QString shown = withoutKeys(text);
    noteKeys(shown != text);
    m_ui->textEdit->setPlainText(shown); // searches
}

void AddTasksDialog::appendText(const QString &text)
{
    const QString before = this->text();
    if (refuse(before.size() + 1 + text.size()))
        return;
    setText(before.isEmpty() || before.endsWith(u'\n') ? QString(before + text)
                                                       : QString(before + u'\n' + text));
}

void AddTasksDialog::search()
{
    using Rule = IdSearch::Rule;
    m_search->start(text(), m_ui->everyLineBox->isChecked() ? Rule::EveryLine : Rule::Find);
}

void AddTasksDialog::takePaste(const QMimeData &mime)
{
    if (mime.hasUrls()) {
        ++m_filesUnderWay;
        m_dropped->take(mime);
        showSummary();
        return;
    }
    const QString pasted = mime.text();
    const bool fits = m_longText.isEmpty() && !PasteEdit::isTooLong(pasted)
        && !PasteEdit::isTooLong(QString(m_ui->textEdit->toPlainText() + pasted));
    if (!fits) {
        appendText(pasted);
        return;
    }
    const QString shown = withoutKeys(pasted);
    noteKeys(shown != pasted);
    m_ui->textEdit->insertPlainText(shown);
    m_ui->textEdit->ensureCursorVisible();
}

void AddTasksDialog::takeFiles(const QString &text, const QString &problems)
{
    --m_filesUnderWay;
    m_ui->fileProblemLabel->setText(problems);
    m_ui->fileProblemLabel->setVisible(!problems.isEmpty());
    if (!text.isEmpty())
        appendText(text);
    else if (m_acceptWhenFound)
        accept();
    showSummary();
}

void AddTasksDialog::showFound(const IdSearch::Found &found)
{
    m_found = found;
    m_fresh.clear();
    std::vector<TaskId> offered;
    for (const FoundId &id : found.ids.ids) {
        if (!m_isPresent(id.id))
            (id.isTaken ? m_fresh : offered).push_back(id.id);
    }
    m_offered->setIds(offered);
    m_leftOut->setStringList(found.leftOutLines);
    showWithoutKeys(found);
    showLists();
    showSummary();
    if (std::exchange(m_acceptWhenFound, false))
        accept();
}

/// Keys go out of sight and out of memory, also those typed by hand.
void AddTasksDialog::showWithoutKeys(const IdSearch::Found &found)
{
    if (!m_longText.isEmpty()) {
        m_longText = found.text;
        m_ui->firstLinesLabel->setText(found.firstLines);
        noteKeys(found.hidKeys);
        return;
    }
    if (!found.hidKeys)
        return;
    const int position = m_ui->textEdit->textCursor().position();
    setText(m_ui->textEdit->toPlainText());
    QTextCursor cursor = m_ui->textEdit->textCursor();
    cursor.setPosition(std::min(position, m_ui->textEdit->document()->characterCount() - 1));
    m_ui->textEdit->setTextCursor(cursor);
}

/// Said once, it stays said while the text stays.
void AddTasksDialog::noteKeys(bool wereHidden)
{
    if (wereHidden)
        m_ui->keyLabel->show();
}

void AddTasksDialog::showLists()
{
    const bool hasOffered = m_offered->rowCount() > 0;
    m_ui->offeredPanel->setVisible(hasOffered);
    m_ui->offeredLabel->setText(tr("&Other IDs in the text (%1)").arg(m_offered->rowCount()));
    m_ui->tickAllButton->setVisible(m_offered->rowCount() > 1);

    const int leftOut = m_found.ids.leftOutCount();
    const int shown = m_leftOut->rowCount();
    m_ui->leftOutPanel->setVisible(leftOut > 0);
    m_ui->listPanel->setVisible(hasOffered || leftOut > 0);
    m_ui->leftOutLabel->setText(shown < leftOut
                                    ? tr("&Left out (%1, the first %2 are shown)").arg(leftOut).arg(shown)
                                    : tr("&Left out (%1)").arg(leftOut));
}

void AddTasksDialog::showSummary()
{
    const auto count = m_fresh.size() + static_cast<size_t>(m_offered->tickedCount());
    m_ui->summaryLabel->setText(summary());
    m_ui->addButton->setText(count > 0 ? tr("&Add %1").arg(count) : tr("&Add"));
    m_ui->tickAllButton->setText(m_offered->tickedCount() < m_offered->rowCount() ? tr("&Tick all")
                                                                                  : tr("&Untick all"));
    // While the first search runs the button waits with it, so that Return works however fast it comes.
    const bool isWaiting = (m_search->isUnderWay() && !text().isEmpty()) || m_filesUnderWay > 0;
    if (count == 0 && !isWaiting && m_ui->addButton->hasFocus())
        m_ui->textEdit->setFocus();
    m_ui->addButton->setEnabled(count > 0 || isWaiting);
}

QString AddTasksDialog::summary() const
{
    if (m_filesUnderWay > 0)
        return tr("Reading files…");
    if (QStringView(text()).trimmed().isEmpty())
        return tr("Paste or type text with task IDs, or drop files here.");
    const bool nothingYet = m_found.text.isEmpty() && m_search->isUnderWay();
    if (nothingYet)
        return tr("Looking for task IDs…");

    const auto count = m_fresh.size() + static_cast<size_t>(m_offered->tickedCount());
    const auto present = m_found.ids.taken().size() - m_fresh.size();
    const int offered = m_offered->rowCount() - m_offered->tickedCount();
    QStringList parts;
    if (present > 0)
        parts.append(tr("%1 already here").arg(present));
    if (m_found.ids.leftOutCount() > 0)
        parts.append(tr("%1 left out").arg(m_found.ids.leftOutCount()));
    if (offered > 0)
        parts.append(tr("%1 more to tick").arg(offered));
    const bool nothingAlike = parts.isEmpty();
    if (m_found.ids.linesWithoutIds == 1)
        parts.append(tr("1 line without an ID"));
    else if (m_found.ids.linesWithoutIds > 1)
        parts.append(tr("%1 lines without IDs").arg(m_found.ids.linesWithoutIds));
    const QString details = parts.join(u", "_s);
    if (count > 0)
        return details.isEmpty() ? tr("Add %1").arg(count)
                                 : tr("Add %1: %2").arg(QString::number(count), details);
    if (!nothingAlike)
        return tr("Nothing to add: %1").arg(details);
    return tr("No task ID found. Does every line hold an ID of another form? Then tick the box above.");
}

void AddTasksDialog::accept()
{
    if (m_search->isUnderWay() || m_filesUnderWay > 0) {
        m_acceptWhenFound = true;
        return;
    }
    if (!ids().empty())
        QDialog::accept();
}

void AddTasksDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (DroppedText::canTake(*event->mimeData()))
        event->acceptProposedAction();
}

void AddTasksDialog::dropEvent(QDropEvent *event)
{
    takePaste(*event->mimeData());
    event->acceptProposedAction();
}

void AddTasksDialog::keyPressEvent(QKeyEvent *event)
{
    // Outside of the editor: more text, after what is there.
    if (event->matches(QKeySequence::Paste)) {
        m_ui->textEdit->moveCursor(QTextCursor::End);
        const QMimeData *const mime = QGuiApplication::clipboard()->mimeData();
        if (mime && DroppedText::canTake(*mime))
            takePaste(*mime);
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace embedscope

#include "moc_addtasksdialog.cpp"
