// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportdialog.h"

#include <QDialogButtonBox>
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
        QTest::keyClick(&name(dialog), Qt::Key_Return);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
        QVERIFY(dialog.mayReplace());
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

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
