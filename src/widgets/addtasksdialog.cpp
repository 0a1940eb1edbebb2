// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/addtasksdialog.h"

#include "models/foundidmodel.h"
#include "reader/ansifilter.h"
#include "reader/responsetext.h"
#include "ui_addtasksdialog.h"
#include "widgets/droppedtext.h"
#include "widgets/idmarks.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFontDatabase>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QStringListModel>
#include <QTextBlock>

#include <algorithm>
#include <span>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

AddTasksDialog::AddTasksDialog(const QString &initialText, Presence isPresent, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::AddTasksDialog>()), m_isPresent(std::move(isPresent)),
      m_model(new FoundIdModel(this)), m_leftOut(new QStringListModel(this)), m_search(new IdSearch(this)),
      m_dropped(new DroppedText(this))
{
    m_ui->setupUi(this);
    m_ui->foundView->setModel(m_model);
    m_marks = new IdMarks(*m_ui->textEdit->document());
    m_longMarks = new IdMarks(*m_ui->firstLinesEdit->document());
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
    for (QWidget *const widget : {static_cast<QWidget *>(m_ui->textEdit), static_cast<QWidget *>(m_ui->firstLinesEdit)})
        widget->setFont(fixed);
    m_marks->setColours(palette());
    m_longMarks->setColours(palette());

    const QFontMetrics metrics(m_ui->foundView->font());
    const auto widthOf = [&metrics](const QString &text) { return metrics.horizontalAdvance(text) + 2 * metrics.averageCharWidth(); };
    QHeaderView *const header = m_ui->foundView->header();
    header->resizeSection(FoundIdModel::Id, widthOf(QString(24, u'0')) + 4 * metrics.averageCharWidth() + metrics.height());
    header->resizeSection(FoundIdModel::Reading, widthOf(tr("in the list already")));
    header->resizeSection(FoundIdModel::Line, widthOf(u"1000000"_s));
    constexpr int skippedRows = 4;
    m_ui->leftOutView->setFixedHeight(skippedRows * (metrics.height() + 4) + 2 * m_ui->leftOutView->frameWidth());
}

void AddTasksDialog::connectParts()
{
    connect(m_ui->textEdit, &QPlainTextEdit::textChanged, this, [this] {
        if (text() != m_searchedText) // marks are told as changes, too
            search();
    });
    connect(m_ui->textEdit, &PasteEdit::pasted, this, &AddTasksDialog::takePaste);
    connect(m_ui->everyLineBox, &QCheckBox::toggled, this, &AddTasksDialog::search);
    connect(m_ui->startAgainButton, &QPushButton::clicked, this, [this] {
        m_ui->keyLabel->hide();
        setText({});
        m_ui->textEdit->setFocus();
    });
    connect(m_ui->tickAllButton, &QPushButton::clicked, this,
            [this] { m_model->tickAll(m_model->tickedCount() < m_model->tickableCount()); });
    connect(m_model, &FoundIdModel::tickedChanged, this, &AddTasksDialog::showSummary);
    connect(m_ui->foundView->selectionModel(), &QItemSelectionModel::currentChanged, this, &AddTasksDialog::showPlace);
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
    return m_model->ticked();
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
        m_ui->firstLinesEdit->clear(); // shown once the search has taken out keys
        m_ui->textStack->setCurrentWidget(m_ui->longPage);
        search();
        return;
    }
    m_longText.clear();
    m_ui->textStack->setCurrentWidget(m_ui->editPage);
    const QString plain = withoutAnsi(text);
    const QString shown = withoutKeys(plain);
    noteKeys(shown != plain);
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
    m_searchedText = text();
    m_search->start(m_searchedText, m_ui->everyLineBox->isChecked() ? Rule::EveryLine : Rule::Find);
}

/// Hands a text with a response on; without other text there is nothing left to do here.
bool AddTasksDialog::takeResponse(const QString &text)
{
    if (!holdsVectors(text))
        return false;
    Q_EMIT responsePasted(text);
    if (QStringView(this->text()).trimmed().isEmpty())
        reject();
    return true;
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
    if (takeResponse(pasted))
        return;
    const bool fits = m_longText.isEmpty() && !PasteEdit::isTooLong(pasted)
        && !PasteEdit::isTooLong(QString(m_ui->textEdit->toPlainText() + pasted));
    if (!fits) {
        appendText(pasted);
        return;
    }
    const QString plain = withoutAnsi(pasted);
    const QString shown = withoutKeys(plain);
    noteKeys(shown != plain);
    m_ui->textEdit->insertPlainText(shown);
    m_ui->textEdit->ensureCursorVisible();
}

void AddTasksDialog::takeFiles(const QString &text, const QString &problems)
{
    --m_filesUnderWay;
    m_ui->fileProblemLabel->setText(problems);
    m_ui->fileProblemLabel->setVisible(!problems.isEmpty());
    if (takeResponse(text))
        return;
    if (!text.isEmpty())
        appendText(text);
    else if (m_acceptWhenFound)
        accept();
    showSummary();
}

void AddTasksDialog::showFound(const IdSearch::Found &found)
{
    m_found = found;
    m_searchedText = found.text; // without keys
    QSet<TaskId> present;
    for (const FoundId &id : found.ids.ids) {
        if (m_isPresent(id.id))
            present.insert(id.id);
    }
    m_present = static_cast<int>(present.size());
    m_model->setFound(std::move(m_found.ids.ids), present);
    m_leftOut->setStringList(found.leftOutLines);
    showWithoutKeys(found);
    showMarks(found.ids.ids);
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
        m_ui->firstLinesEdit->setPlainText(found.firstLines);
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

void AddTasksDialog::showMarks(const std::vector<FoundId> &found)
{
    QSet<QString> tasks;
    QSet<QString> others;
    constexpr size_t mostInFirstLines = 200;
    const size_t most = m_longText.isEmpty() ? found.size() : std::min(found.size(), mostInFirstLines);
    for (const FoundId &id : std::span(found).first(most))
        (id.isTaken ? tasks : others).insert(id.id.toString());
    (m_longText.isEmpty() ? m_marks : m_longMarks)->setIds(tasks, others);
}

/// The keyboard ticks in the first column; and where the row's ID stands can be seen in the text.
void AddTasksDialog::showPlace(const QModelIndex &row)
{
    if (row.isValid() && row.column() != FoundIdModel::Id) {
        m_ui->foundView->setCurrentIndex(row.siblingAtColumn(FoundIdModel::Id));
        return;
    }
    if (!row.isValid() || !m_longText.isEmpty() || !m_ui->foundView->hasFocus())
        return;
    const QTextBlock block = m_ui->textEdit->document()->findBlockByNumber(m_model->lineOf(row.row()) - 1);
    QTextCursor cursor(block.isValid() ? block : m_ui->textEdit->document()->lastBlock());
    const qsizetype at = cursor.block().text().indexOf(row.data().toString(), 0, Qt::CaseInsensitive);
    cursor.setPosition(cursor.block().position() + static_cast<int>(std::max<qsizetype>(0, at)));
    m_ui->textEdit->setTextCursor(cursor);
    m_ui->textEdit->ensureCursorVisible();
}

void AddTasksDialog::showLists()
{
    const int found = m_model->rowCount();
    m_ui->foundPanel->setVisible(found > 0);
    m_ui->foundLabel->setText(tr("&IDs in the text (%1)").arg(QLocale().toString(found)));
    m_ui->tickAllButton->setVisible(m_model->tickableCount() > 1);

    const int leftOut = m_found.ids.leftOutCount();
    const int shown = m_leftOut->rowCount();
    m_ui->leftOutPanel->setVisible(leftOut > 0);
    m_ui->leftOutLabel->setText(shown < leftOut ? tr("S&kipped (%1, of which %2 are shown)").arg(leftOut).arg(shown)
                                                : tr("S&kipped (%1)").arg(leftOut));
}

void AddTasksDialog::showSummary()
{
    const int count = m_model->tickedCount();
    m_ui->summaryLabel->setText(summary());
    m_ui->addButton->setText(count > 0 ? tr("&Add %1").arg(count) : tr("&Add"));
    m_ui->tickAllButton->setText(count < m_model->tickableCount() ? tr("&Tick all") : tr("&Untick all"));
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

    const int count = m_model->tickedCount();
    const int unticked = m_model->tickableCount() - count;
    QStringList parts;
    if (m_present > 0)
        parts.append(tr("%1 in the list already").arg(m_present));
    if (unticked > 0)
        parts.append(tr("%1 not ticked").arg(unticked));
    if (m_found.ids.leftOutCount() > 0)
        parts.append(tr("%1 skipped").arg(m_found.ids.leftOutCount()));
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

void AddTasksDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_marks->setColours(palette());
        m_longMarks->setColours(palette());
    }
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
