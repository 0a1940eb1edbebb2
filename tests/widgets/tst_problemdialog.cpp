// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/problemdialog.h"

#include "support/testprogram.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestProblemDialog final : public QObject
{
    Q_OBJECT

private:
    const Diagnosis m_diagnosis{u"<b>It broke.</b>"_s, u"It passes."_s, u"Nobody's."_s, u"Wait."_s};

private Q_SLOTS:
    void saysAllFourThings()
    {
        const ProblemDialog dialog(u"film.mp4, x"_s, m_diagnosis, u"report"_s);
        const auto text = [&](const QString &name) { return dialog.findChild<QLabel *>(name)->text(); };
        QCOMPARE(text(u"titleLabel"_s), u"film.mp4, x"_s);
        QCOMPARE(text(u"whatLabel"_s), u"<b>It broke.</b>"_s);
        QCOMPARE(dialog.findChild<QLabel *>(u"whatLabel"_s)->textFormat(), Qt::PlainText);
        QCOMPARE(text(u"lastingLabel"_s), u"It passes."_s);
        QCOMPARE(text(u"faultLabel"_s), u"Nobody's."_s);
        QCOMPARE(text(u"nextLabel"_s), u"Wait."_s);
    }

    void copiesTheReport()
    {
        ProblemDialog dialog(u"x"_s, m_diagnosis, u"all the facts"_s);
        dialog.show();
        QVERIFY(!dialog.findChild<QLabel *>(u"copiedLabel"_s)->isVisible());
        QTest::mouseClick(dialog.findChild<QPushButton *>(u"copyButton"_s), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"all the facts"_s);
        QVERIFY(dialog.findChild<QLabel *>(u"copiedLabel"_s)->isVisible());
        QVERIFY(dialog.isVisible());
    }

    void returnClosesAndAskAgainAsks()
    {
        ProblemDialog dialog(u"x"_s, m_diagnosis, u"r"_s);
        const QSignalSpy asked(&dialog, &ProblemDialog::againRequested);
        dialog.show();
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(asked.count(), 0);
        dialog.show();
        QTest::mouseClick(dialog.findChild<QPushButton *>(u"againButton"_s), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        QVERIFY(!dialog.isVisible());
        dialog.setCanAskAgain(false); // from a file
        dialog.show();
        QVERIFY(!dialog.findChild<QPushButton *>(u"againButton"_s)->isVisible());
    }
};

EMBEDSCOPE_TEST(TestProblemDialog)
#include "tst_problemdialog.moc"
