// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportdialog.h"

#include "support/testprogram.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Name, scope and format; and that nothing is written over without a second yes.
class TestExportDialog final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    ExportDialog::Offer offer(int selected = 2) const
    {
        return {selected, 5, m_folder.path(), QDateTime(QDate(2026, 11, 23), QTime(10, 5))};
    }
    static QLineEdit &name(ExportDialog &dialog) { return *dialog.findChild<QLineEdit *>(u"nameEdit"_s); }
    static QString note(ExportDialog &dialog) { return dialog.findChild<QLabel *>(u"noteLabel"_s)->text(); }
    static QPushButton &save(ExportDialog &dialog)
    {
        return *dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save);
    }

private Q_SLOTS:
    void aSensibleName()
    {
        ExportDialog dialog(offer());
        QCOMPARE(dialog.path(), m_folder.filePath(u"embedscope-2026-11-23-1005.json"_s));
        QCOMPARE(dialog.format(), ExportFormat::Json);
        dialog.findChild<QRadioButton *>(u"linesButton"_s)->click();
        QCOMPARE(dialog.path(), m_folder.filePath(u"embedscope-2026-11-23-1005.jsonl"_s));
        QCOMPARE(dialog.format(), ExportFormat::JsonLines);
        name(dialog).setText(u"own"_s); // a name of one's own is left alone
        dialog.findChild<QRadioButton *>(u"jsonButton"_s)->click();
        QCOMPARE(dialog.path(), m_folder.filePath(u"own"_s));
    }

    void textsAreNoFormulasUnlessThatIsWished()
    {
        for (const bool safe : {true, false}) {
            ExportDialog::Offer before = offer();
            before.safeCells = safe;
            ExportDialog dialog(before);
            auto &box = *dialog.findChild<QCheckBox *>(u"safeCellsBox"_s);
            QVERIFY(!box.isEnabled() && !dialog.options().safeCells); // JSON has no cells
            QVERIFY(!dialog.safeCellsChoice());
            for (const char *const button : {"csvButton", "npyButton"}) {
                dialog.findChild<QRadioButton *>(QLatin1String(button))->click();
                QCOMPARE(dialog.options().safeCells, safe);
                QCOMPARE(dialog.safeCellsChoice(), std::optional(safe));
            }
            box.click();
            QCOMPARE(dialog.options().safeCells, !safe);
        }
        QVERIFY(ExportDialog::Offer().safeCells);
    }

    void whatAppliesIsOffered()
    {
        ExportDialog dialog(offer());
        const auto box = [&](const char *boxName) { return dialog.findChild<QCheckBox *>(QLatin1String(boxName)); };
        const auto choose = [&](const char *button) {
            dialog.findChild<QRadioButton *>(QLatin1String(button))->click();
        };
        const auto enabled = [&] {
            QString text;
            for (const char *const boxName : {"vectorsBox", "measuresBox", "doublesBox", "eachBox"})
                text += box(boxName)->isEnabled() ? u'1' : u'0';
            return text;
        };
        QCOMPARE(enabled(), u"1101"_s);
        box("measuresBox")->click();
        box("vectorsBox")->click();
        QVERIFY(dialog.options().measures && !dialog.options().vectors);
        choose("csvButton");
        QCOMPARE(enabled(), u"1001"_s);
        QVERIFY(!dialog.options().measures && !dialog.options().vectors);
        QVERIFY(dialog.path().endsWith(".csv"_L1));
        choose("npyButton");
        QCOMPARE(enabled(), u"0010"_s);
        QVERIFY(dialog.options().vectors && !dialog.options().float64);
        box("doublesBox")->click();
        QVERIFY(dialog.options().float64);
        QCOMPARE(dialog.format(), ExportFormat::Npy);
        QCOMPARE(dialog.path(), m_folder.filePath(u"embedscope-2026-11-23-1005"_s)); // a folder
        choose("jsonButton");
        QCOMPARE(dialog.path(), m_folder.filePath(u"embedscope-2026-11-23-1005.json"_s));
        QVERIFY(!dialog.options().float64 && !dialog.options().onePerTask);
        box("eachBox")->click();
        QCOMPARE(dialog.path(), m_folder.filePath(u"embedscope-2026-11-23-1005"_s));
        QVERIFY(dialog.options().onePerTask);
        name(dialog).setText(u"own"_s);
        choose("linesButton");
        box("eachBox")->click();
        QCOMPARE(dialog.path(), m_folder.filePath(u"own"_s));
    }

    void anExistingFolderAsksOnce()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(u"full/inner"_s));
        QVERIFY(QDir(m_folder.path()).mkpath(u"empty"_s));
        ExportDialog dialog(offer());
        dialog.findChild<QRadioButton *>(u"npyButton"_s)->click();
        dialog.open();
        name(dialog).setText(u"full"_s);
        QTest::keyClick(&name(dialog), Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QVERIFY(note(dialog).startsWith("The folder full is there already."_L1));
        dialog.findChild<QRadioButton *>(u"jsonButton"_s)->click(); // another choice takes the consent back
        QVERIFY(!dialog.mayReplace() && note(dialog).isEmpty());
        dialog.findChild<QRadioButton *>(u"npyButton"_s)->click();
        name(dialog).setText(u"empty"_s);
        QTest::keyClick(&name(dialog), Qt::Key_Return);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
        QVERIFY(!dialog.mayReplace());
    }

    void scopeFollowsTheSelection()
    {
        QVERIFY(ExportDialog(offer(2)).onlySelection());
        QVERIFY(!ExportDialog(offer(1)).onlySelection()); // the cursor's row is no choice
        ExportDialog none(offer(0));
        QVERIFY(!none.onlySelection());
        QVERIFY(!none.findChild<QRadioButton *>(u"selectionButton"_s)->isEnabled());
    }

    void returnAccepts()
    {
        ExportDialog dialog(offer());
        dialog.open();
        QTest::keyClick(&name(dialog), Qt::Key_Return);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
        QVERIFY(!dialog.mayReplace());
    }

    void anExistingFileAsksOnce()
    {
        QFile file(m_folder.filePath(u"old.json"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.close();
        ExportDialog dialog(offer());
        dialog.open();
        name(dialog).setText(u"old.json"_s);
        QTest::keyClick(&name(dialog), Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QVERIFY(note(dialog).startsWith("old.json is there already."_L1));
        QCOMPARE(save(dialog).text(), u"&Replace"_s);
        name(dialog).setText(u"other.json"_s); // another name takes the consent back
        QVERIFY(!dialog.mayReplace());
        QVERIFY(note(dialog).isEmpty());
        name(dialog).setText(u"old.json"_s);
        QTest::keyClick(&name(dialog), Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QTest::keyClick(&save(dialog), Qt::Key_Space);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
        QVERIFY(dialog.mayReplace());
    }

    void returnOutOfHabitReplacesNothing()
    {
        QFile file(m_folder.filePath(u"habit.json"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.close();
        ExportDialog dialog(offer());
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        name(dialog).setText(u"habit.json"_s);
        save(dialog).setFocus(); // as a click leaves it
        QTest::keyClick(&save(dialog), Qt::Key_Return);
        const auto *const cancel = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel);
        QVERIFY(dialog.isVisible() && cancel->isDefault() && !save(dialog).isDefault());
        QCOMPARE(name(dialog).selectedText(), u"habit"_s); // another name can be typed at once
        QTest::keyClicks(&name(dialog), u"new"_s);
        QCOMPARE(name(dialog).text(), u"new.json"_s);
        QVERIFY(save(dialog).isDefault() && !cancel->isDefault());
        name(dialog).setText(u"habit.json"_s);
        for (int press = 0; press < 2; ++press)
            QTest::keyClick(&name(dialog), Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Rejected));
    }

    void whereNothingCanBeWrittenItSaysSo()
    {
        ExportDialog dialog(offer());
        dialog.open();
        name(dialog).setText(u"missing/out.json"_s);
        QTest::keyClick(&name(dialog), Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QVERIFY(note(dialog).startsWith("There is no folder"_L1));
        name(dialog).setText(m_folder.path());
        QTest::keyClick(&name(dialog), Qt::Key_Return);
        QVERIFY(note(dialog).startsWith("This is a folder."_L1));
        name(dialog).setText(u"  "_s);
        QVERIFY(!save(dialog).isEnabled());
    }
};

EMBEDSCOPE_TEST(TestExportDialog)
#include "tst_exportdialog.moc"
