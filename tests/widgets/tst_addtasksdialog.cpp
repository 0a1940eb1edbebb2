// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/addtasksdialog.h"

#include "support/testprogram.h"
#include "widgets/pasteedit.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// 24 hex digits, letters and decimals among them.
QString idText(int number)
{
    return u"6650f1c2ab34de56%1"_s.arg(number, 8, 16, QChar(u'0'));
}

TaskId idOf(int number)
{
    return *TaskId::fromString(idText(number));
}

QString lines(int first, int count)
{
    QString text;
    for (int number = first; number < first + count; ++number)
        text += idText(number) + u'\n';
    return text;
}

std::vector<TaskId> idsFrom(int first, int count)
{
    std::vector<TaskId> ids;
    for (int number = first; number < first + count; ++number)
        ids.push_back(idOf(number));
    return ids;
}

const auto secret = u"tlk_SECRETSECRETSECRETSECRET01"_s;

/// The dialog, shown, and its parts by the names of the form.
struct Fixture
{
    explicit Fixture(const QString &text = {}, const QSet<TaskId> &present = {})
        : dialog(text, [present](const TaskId &id) { return present.contains(id); })
    {
        dialog.show();
        if (!QTest::qWaitForWindowActive(&dialog))
            qFatal("the dialog does not become active");
        edit = dialog.findChild<PasteEdit *>(u"textEdit"_s);
        add = dialog.findChild<QPushButton *>(u"addButton"_s);
        summary = dialog.findChild<QLabel *>(u"summaryLabel"_s);
        found = dialog.findChild<QAbstractItemView *>(u"foundView"_s);
        leftOut = dialog.findChild<QAbstractItemView *>(u"leftOutView"_s);
        everyLine = dialog.findChild<QCheckBox *>(u"everyLineBox"_s);
        stack = dialog.findChild<QStackedWidget *>(u"textStack"_s);
    }

    QStringList leftOutLines() const
    {
        QStringList texts;
        for (int row = 0; row < leftOut->model()->rowCount(); ++row)
            texts.append(leftOut->model()->index(row, 0).data().toString());
        return texts;
    }

    QStringList column(int column) const
    {
        QStringList texts;
        for (int row = 0; row < found->model()->rowCount(); ++row)
            texts.append(found->model()->index(row, column).data().toString());
        return texts;
    }

    AddTasksDialog dialog;
    PasteEdit *edit;
    QPushButton *add;
    QLabel *summary;
    QAbstractItemView *found;
    QAbstractItemView *leftOut;
    QCheckBox *everyLine;
    QStackedWidget *stack;
};

} // namespace

class TstAddTasksDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnAddsBeforeTheSearchIsOver();
    void returnAddsWhatWasThereAtOnce();
    void returnBeginsALineWhileTyping();
    void escapeTakesItBack();
    void sumsUpAsOneTypes();
    void saysWhereNothingIsToAdd();
    void tellsWhyWordsAreLeftOut();
    void showsAllThatWasFoundInOneList();
    void marksInTheTextWhatWasFound();
    void aHundredThousandIdsAreListed();
    void addsIdsOfAnyForm();
    void pastesWhereverTheFocusIs();
    void keysAreNeverShown_data();
    void keysAreNeverShown();
    void aKeyTypedByHandGoesAway();
    void takesAMillionCharacters_data();
    void takesAMillionCharacters();
    void aTextThatIsTooLongIsRefused();
    void readsDroppedFiles();
    void aResponseIsHandedOn();
    void canBeUsedWithoutAMouse();
};

void TstAddTasksDialog::returnAddsBeforeTheSearchIsOver()
{
    AddTasksDialog dialog(lines(1, 3));
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.show();
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(accepted.count(), 0);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(dialog.ids(), idsFrom(1, 3));
}

void TstAddTasksDialog::returnAddsWhatWasThereAtOnce()
{
    Fixture f(u"see "_s + idText(1) + u" and "_s + idText(2), {idOf(2)});
    const QSignalSpy accepted(&f.dialog, &QDialog::accepted);
    QVERIFY(f.add->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(f.dialog.ids(), idsFrom(1, 1));
}

void TstAddTasksDialog::returnBeginsALineWhileTyping()
{
    Fixture f;
    const QSignalSpy accepted(&f.dialog, &QDialog::accepted);
    QVERIFY(f.edit->hasFocus());
    QVERIFY(!f.add->isEnabled());
    QTest::keyClicks(f.edit, idText(7));
    QTest::keyClick(f.edit, Qt::Key_Return);
    QTest::keyClicks(f.edit, idText(8));
    QCOMPARE(f.edit->toPlainText(), idText(7) + u'\n' + idText(8));
    QTest::keyClick(f.edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(f.dialog.ids(), idsFrom(7, 2));
}

void TstAddTasksDialog::escapeTakesItBack()
{
    Fixture f(lines(1, 3));
    const QSignalSpy rejected(&f.dialog, &QDialog::rejected);
    QTest::keyClick(&f.dialog, Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);
}

void TstAddTasksDialog::sumsUpAsOneTypes()
{
    Fixture f(lines(0, 14) + u"6650f1c2ab34de56f789012"_s, {idOf(3), idOf(5)});
    QTRY_COMPARE(f.summary->text(), u"Add 12: 2 in the list already, 1 skipped"_s);
    QCOMPARE(f.add->text(), u"&Add 12"_s);
    f.edit->setFocus();
    f.edit->moveCursor(QTextCursor::End);
    QTest::keyClicks(f.edit, u"f"_s); // completes the last word
    QTest::keyClick(f.edit, Qt::Key_Return);
    QTest::keyClicks(f.edit, u"and this"_s);
    QTRY_COMPARE(f.summary->text(), u"Add 13: 2 in the list already, 1 line without an ID"_s);
    f.edit->clear();
    QTRY_VERIFY(!f.add->isEnabled());
    QVERIFY(f.summary->text().startsWith(u"Paste or type"_s));
}

void TstAddTasksDialog::saysWhereNothingIsToAdd()
{
    Fixture here(lines(1, 2), {idOf(1), idOf(2)});
    QTRY_COMPARE(here.summary->text(), u"Nothing to add: 2 in the list already"_s);
    QVERIFY(!here.add->isEnabled());
    QVERIFY(here.edit->hasFocus());

    Fixture none(u"no IDs in this text"_s);
    const QSignalSpy accepted(&none.dialog, &QDialog::accepted);
    QTest::keyClick(none.add, Qt::Key_Return);
    QTRY_VERIFY(none.summary->text().startsWith(u"No task ID found."_s));
    QCOMPARE(accepted.count(), 0); // Return waited for the search and found nothing to add
}

void TstAddTasksDialog::tellsWhyWordsAreLeftOut()
{
    Fixture f(u"6650f1c2ab34de56f789012\n\nx\n6650f1c2ab34de56f7890123aa "_s + idText(1)
              + u"-copy\n6650f1c2ab34de56f789012z"_s);
    QTRY_COMPARE(f.leftOutLines(),
                 (QStringList{
                     u"Line 1: 6650f1c2ab34de56f789012 (23 of 24 hex digits)"_s,
                     u"Line 4: 6650f1c2ab34de56f7890123aa (26 hex digits, not 24)"_s,
                     u"Line 4: %1-copy (an ID within a longer word)"_s.arg(idText(1)),
                     u"Line 5: 6650f1c2ab34de56f789012z (not only 0-9 and a-f)"_s,
                 }));
    QVERIFY(f.leftOut->isVisible());
    QVERIFY(!f.found->isVisible());
    QVERIFY(!f.add->isEnabled());
}

void TstAddTasksDialog::showsAllThatWasFoundInOneList()
{
    Fixture f(uR"({"_id":"%1","video_id":"%2","index_id":"%3","asset_id":"%4"})"_s.arg(idText(1), idText(2),
                                                                                       idText(3), idText(4)),
              {idOf(4)});
    QTRY_COMPARE(f.add->text(), u"&Add 1"_s);
    QVERIFY(f.found->isVisible());
    QCOMPARE(f.column(1), (QStringList{u"unnamed"_s, u"video"_s, u"index"_s, u"in the list already"_s}));
    QCOMPARE(f.column(2), (QStringList{u"1"_s, u"1"_s, u"1"_s, u"1"_s}));
    QVERIFY(f.column(3).at(1).contains(u"\"video_id\":\""_s + idText(2)));
    QCOMPARE(f.summary->text(), u"Add 1: 1 in the list already, 2 not ticked"_s);
    QCOMPARE(f.dialog.ids(), idsFrom(1, 1));

    f.found->setFocus();
    f.found->setCurrentIndex(f.found->model()->index(2, 3)); // wherever it was clicked
    QTest::keyClick(f.found, Qt::Key_Space);
    QCOMPARE(f.add->text(), u"&Add 2"_s);
    QCOMPARE(f.dialog.ids(), (std::vector{idOf(1), idOf(3)}));
    QCOMPARE(f.edit->textCursor().position(), static_cast<int>(f.edit->toPlainText().indexOf(idText(3)))); // it can be seen there
    f.found->setCurrentIndex(f.found->model()->index(0, 0));
    QTest::keyClick(f.found, Qt::Key_Space); // what was taken can be left
    QCOMPARE(f.dialog.ids(), std::vector{idOf(3)});
    auto *const tickAll = f.dialog.findChild<QPushButton *>(u"tickAllButton"_s);
    QTest::keyClick(tickAll, Qt::Key_Space);
    QCOMPARE(f.dialog.ids(), idsFrom(1, 3));
    QCOMPARE(f.summary->text(), u"Add 3: 1 in the list already"_s);
    QTest::keyClick(tickAll, Qt::Key_Space);
    QVERIFY(f.dialog.ids().empty());
    QTest::keyClick(tickAll, Qt::Key_Space);

    const QSignalSpy accepted(&f.dialog, &QDialog::accepted);
    QTest::keyClick(f.found, Qt::Key_Return);
    QCOMPARE(accepted.count(), 1);
}

void TstAddTasksDialog::marksInTheTextWhatWasFound()
{
    Fixture f(u"Created asset: id=%1\n\x1b[36mTask ID:\x1b[0m %2 again"_s.arg(idText(1), idText(2).toUpper()));
    QTRY_COMPARE(f.add->text(), u"&Add 1"_s);
    QVERIFY(!f.edit->toPlainText().contains(u'\x1b'));
    const auto marks = [&f](int line) {
        const QTextBlock block = f.edit->document()->findBlockByNumber(line);
        QStringList words;
        for (const QTextLayout::FormatRange &range : block.layout()->formats())
            words += (range.format.hasProperty(QTextFormat::BackgroundBrush) ? u"task "_s : u"other "_s)
                + block.text().mid(range.start, range.length);
        return words;
    };
    QTRY_COMPARE(marks(0), QStringList{u"other "_s + idText(1)});
    QCOMPARE(marks(1), QStringList{u"task "_s + idText(2).toUpper()});
}

/// Only what is seen of the list is ever asked for.
void TstAddTasksDialog::aHundredThousandIdsAreListed()
{
    Fixture f(lines(0, 100'000));
    QTRY_COMPARE_WITH_TIMEOUT(f.add->text(), u"&Add 100000"_s, 60'000);
    QCOMPARE(f.found->model()->rowCount(), 100'000);
    f.found->setFocus();
    QTest::keyClick(f.found, Qt::Key_End);
    QCOMPARE(f.found->currentIndex().row(), 99'999);
    QTest::keyClick(f.found, Qt::Key_Space);
    QCOMPARE(f.add->text(), u"&Add 99999"_s);
}

void TstAddTasksDialog::addsIdsOfAnyForm()
{
    Fixture f(u"my-task_1\nanother\nnot an id\n"_s + secret);
    QTRY_VERIFY(f.summary->text().startsWith(u"No task ID found"_s)
                || f.summary->text().contains(u"skipped"_s));
    QVERIFY(!f.add->isEnabled());
    f.everyLine->setFocus();
    QTest::keyClick(f.everyLine, Qt::Key_Space);
    QTRY_COMPARE(f.add->text(), u"&Add 2"_s);
    QCOMPARE(f.dialog.ids(),
             (std::vector{*TaskId::fromString(u"my-task_1"_s), *TaskId::fromString(u"another"_s)}));
    QVERIFY(f.leftOutLines().contains(u"Line 3: not an id (no ID: 1 to 128 letters, digits, - and _)"_s));
    QTest::keyClick(f.everyLine, Qt::Key_Space);
    QTRY_VERIFY(!f.add->isEnabled());
}

void TstAddTasksDialog::pastesWhereverTheFocusIs()
{
    Fixture f(lines(1, 2));
    QTRY_COMPARE(f.add->text(), u"&Add 2"_s);
    QApplication::clipboard()->setText(lines(3, 2));
    QVERIFY(f.add->hasFocus());
    QTest::keyClick(f.add, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(f.dialog.ids(), idsFrom(1, 4));
    f.edit->setFocus();
    f.edit->selectAll();
    QTest::keyClick(f.edit, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(f.dialog.ids(), idsFrom(3, 2));
}

void TstAddTasksDialog::keysAreNeverShown_data()
{
    QTest::addColumn<bool>("isPasted");
    QTest::addColumn<qsizetype>("padding");
    QTest::newRow("at hand") << false << qsizetype(0);
    QTest::newRow("pasted") << true << qsizetype(0);
    QTest::newRow("at hand, long") << false << qsizetype(300'000);
    QTest::newRow("pasted, long") << true << qsizetype(300'000);
}

void TstAddTasksDialog::keysAreNeverShown()
{
    QFETCH(bool, isPasted);
    QFETCH(qsizetype, padding);
    const QString text =
        u"curl -H 'x-api-key: %1' https://h/tasks/%2\n"_s.arg(secret, idText(1)) + QString(padding, u'.');
    Fixture f(isPasted ? QString() : text);
    if (isPasted) {
        QApplication::clipboard()->setText(text);
        QTest::keyClick(f.edit, Qt::Key_V, Qt::ControlModifier);
    }
    QTRY_COMPARE(f.dialog.ids(), idsFrom(1, 1));
    QVERIFY(f.dialog.findChild<QLabel *>(u"keyLabel"_s)->isVisible());
    QVERIFY(!f.edit->toPlainText().contains(u"SECRET"_s));
    const QList<QLabel *> labels = f.dialog.findChildren<QLabel *>();
    for (const QLabel *const label : labels)
        QVERIFY(!label->text().contains(u"SECRET"_s));
    QVERIFY(!f.leftOutLines().join(u'\n').contains(u"SECRET"_s));
    const QString shown =
        padding > 0 ? f.dialog.findChild<QPlainTextEdit *>(u"firstLinesEdit"_s)->toPlainText() : f.edit->toPlainText();
    QVERIFY(shown.contains(u"x-api-key: ***"_s));
    f.edit->undo();
    QVERIFY(!f.edit->toPlainText().contains(u"SECRET"_s));
}

void TstAddTasksDialog::aKeyTypedByHandGoesAway()
{
    Fixture f;
    QTest::keyClicks(f.edit, idText(1) + u' ' + secret + u' ');
    QTRY_COMPARE(f.edit->toPlainText(), idText(1) + u" *** "_s);
    QTRY_COMPARE(f.dialog.ids(), idsFrom(1, 1));
    QTest::keyClick(f.edit, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!f.edit->toPlainText().contains(u"SECRET"_s));
}

void TstAddTasksDialog::takesAMillionCharacters_data()
{
    QTest::addColumn<QString>("separator");
    QTest::newRow("lines") << u"\n"_s;
    QTest::newRow("one line") << u" "_s;
}

void TstAddTasksDialog::takesAMillionCharacters()
{
    QFETCH(QString, separator);
    constexpr int count = 40'000;
    QString text = lines(0, count);
    text.replace(u'\n', separator);
    QCOMPARE(text.size(), 1'000'000);
    Fixture f;
    QApplication::clipboard()->setText(text);
    QTest::keyClick(f.edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.stack->currentWidget()->objectName(),
             u"longPage"_s); // at once, and not laid out by the editor
    QCOMPARE(f.edit->toPlainText(), QString());
    QCOMPARE(f.dialog.findChild<QLabel *>(u"lengthLabel"_s)->text(),
             u"%1 characters"_s.arg(QLocale().toString(1'000'000)));
    QTRY_COMPARE(f.add->text(), u"&Add 40000"_s);
    QCOMPARE(f.dialog.ids(), idsFrom(0, count));
    QCOMPARE_LT(f.dialog.findChild<QPlainTextEdit *>(u"firstLinesEdit"_s)->toPlainText().size(), 3000);

    QApplication::clipboard()->setText(idText(count)); // more, without an editor
    QTest::keyClick(f.add, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(f.add->text(), u"&Add 40001"_s);
    QTest::keyClick(f.dialog.findChild<QPushButton *>(u"startAgainButton"_s), Qt::Key_Space);
    QTRY_VERIFY(!f.add->isEnabled());
    QCOMPARE(f.stack->currentWidget()->objectName(), u"editPage"_s);
    QVERIFY(f.edit->hasFocus());
}

void TstAddTasksDialog::aTextThatIsTooLongIsRefused()
{
    Fixture f;
    const auto *const problem = f.dialog.findChild<QLabel *>(u"fileProblemLabel"_s);
    f.dialog.setText(idText(1));
    QTRY_COMPARE(f.add->text(), u"&Add 1"_s);
    const QString endless(AddTasksDialog::longestText + 1, u'x');
    f.dialog.setText(endless);
    QVERIFY(!problem->isHidden());
    QCOMPARE(problem->text(), u"A text of %1 characters is too long; up to %2 are searched. Cut out the part with the task IDs, "
                              "and paste that."_s.arg(QLocale().toString(endless.size()),
                                                     QLocale().toString(AddTasksDialog::longestText)));
    QCOMPARE(f.edit->toPlainText(), idText(1)); // what was there stays
    QCOMPARE(f.dialog.ids(), idsFrom(1, 1));
    f.dialog.appendText(endless.first(AddTasksDialog::longestText)); // too long together with that
    QVERIFY(!problem->isHidden());
    f.dialog.appendText(idText(2));
    QVERIFY(problem->isHidden());
    QTRY_COMPARE(f.add->text(), u"&Add 2"_s);

    AddTasksDialog opened(endless);
    QVERIFY(!opened.findChild<QLabel *>(u"fileProblemLabel"_s)->isHidden());
    QVERIFY(opened.ids().empty());
}

void TstAddTasksDialog::readsDroppedFiles()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"tasks.log"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(lines(1, 2).toUtf8());
    file.close();

    Fixture f(lines(5, 1));
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file.fileName()), QUrl::fromLocalFile(folder.filePath(u"gone.log"_s))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QVERIFY(QApplication::sendEvent(&f.dialog, &enter));
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QVERIFY(QApplication::sendEvent(&f.dialog, &drop));
    const QSignalSpy accepted(&f.dialog, &QDialog::accepted);
    QTest::keyClick(f.add, Qt::Key_Return); // waits for the file
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(f.dialog.ids(), (std::vector{idOf(5), idOf(1), idOf(2)}));
    QVERIFY(f.dialog.findChild<QLabel *>(u"fileProblemLabel"_s)->text().contains(u"gone.log"_s));
}

void TstAddTasksDialog::aResponseIsHandedOn()
{
    const QString response = uR"({"_id":"%1","status":"ready","data":[{"embedding":[0.5,1]}]})"_s.arg(idText(1));
    Fixture empty;
    const QSignalSpy pasted(&empty.dialog, &AddTasksDialog::responsePasted);
    const QSignalSpy closed(&empty.dialog, &QDialog::rejected);
    QApplication::clipboard()->setText(response);
    QTest::keyClick(empty.edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pasted.count(), 1);
    QCOMPARE(pasted.at(0).at(0).toString(), response);
    QCOMPARE(closed.count(), 1);

    Fixture f(idText(2));
    QTRY_COMPARE(f.add->text(), u"&Add 1"_s);
    QTest::keyClick(f.edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.edit->toPlainText(), idText(2)); // what was there stays
    QVERIFY(f.dialog.isVisible());
}

void TstAddTasksDialog::canBeUsedWithoutAMouse()
{
    Fixture f(uR"({"_id":"%1","video_id":"%2","index_id":"%3"} 6650f1c2ab34de56f789012)"_s.arg(
        idText(1), idText(2), idText(3)));
    QTRY_VERIFY(f.found->isVisible());
    f.edit->setFocus();
    QStringList chain;
    do {
        QWidget *const widget = QApplication::focusWidget();
        chain.append(widget->objectName());
        QVERIFY2(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty(),
                 qPrintable(widget->objectName()));
        QTest::keyClick(widget, Qt::Key_Tab);
    } while (!f.edit->hasFocus() && chain.size() < 20);
    QCOMPARE(chain,
             (QStringList{u"textEdit"_s, u"everyLineBox"_s, u"tickAllButton"_s, u"foundView"_s,
                          u"leftOutView"_s, u"addButton"_s, u"cancelButton"_s}));
}

EMBEDSCOPE_TEST(TstAddTasksDialog)
#include "tst_addtasksdialog.moc"
