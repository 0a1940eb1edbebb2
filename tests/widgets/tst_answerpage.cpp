// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/answerpage.h"

#include "net/apikey.h"
#include "reader/textpages.h"
#include "support/testprogram.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestAnswerPage final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        explicit Stage(const QByteArray &answer, const KeyRedactor &redactor = {})
        {
            page.resize(500, 400);
            page.show();
            page.setAnswer(AnswerBytes::fromMemory(answer), true, redactor);
        }
        void search(const QString &text)
        {
            auto *const edit = page.findChild<QLineEdit *>(u"searchEdit"_s);
            edit->clear();
            QTest::keyClicks(edit, text);
            QTest::keyClick(edit, Qt::Key_Return);
            QTRY_VERIFY(!hits().isEmpty() && !hits().startsWith("Searching"_L1));
        }
        QString label(const char *name) const { return page.findChild<QLabel *>(QLatin1StringView(name))->text(); }
        QString hits() const { return label("hitsLabel"); }
        void click(const char *button) { page.findChild<QToolButton *>(QLatin1StringView(button))->click(); }
        QPlainTextEdit &edit() const { return *page.findChild<QPlainTextEdit *>(); }
        /// What is marked, and where it stands in the page.
        QString marked() const
        {
            const auto marks = edit().extraSelections();
            return marks.isEmpty() ? QString() : marks.constFirst().cursor.selectedText();
        }

        AnswerPage page;
    };
    static QString writtenTo(const QTemporaryDir &folder, const QByteArray &answer)
    {
        QFile file(folder.filePath(u"answer.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(answer) != answer.size())
            qWarning("cannot write the test's file");
        return file.fileName();
    }
    static QByteArray longAnswer()
    {
        QByteArray answer = "[";
        for (int i = 0; i < 30'000; ++i)
            answer += (i == 25'000 ? QByteArray("\"Needle\"") : QByteArray::number(i)) + ',';
        return answer + "\"needle\"]";
    }

private Q_SLOTS:
    void pagesOfALongAnswer()
    {
        const QByteArray answer = longAnswer();
        Stage stage(answer);
        QCOMPARE(stage.label("pageLabel"), u"Page 1 of 3"_s);
        QString all = stage.edit().toPlainText();
        stage.click("nextPageButton");
        all += stage.edit().toPlainText();
        stage.click("lastPageButton");
        QCOMPARE(stage.label("pageLabel"), u"Page 3 of 3"_s);
        all += stage.edit().toPlainText();
        QCOMPARE(all.toUtf8(), answer);
        QVERIFY(!stage.page.findChild<QToolButton *>(u"nextPageButton"_s)->isEnabled());
        stage.click("previousPageButton");
        stage.click("firstPageButton");
        QCOMPARE(stage.label("pageLabel"), u"Page 1 of 3"_s);
        Stage brief("{}");
        QVERIFY(!brief.page.findChild<QWidget *>(u"pageBar"_s)->isVisible());
    }

    void findsOnOtherPages()
    {
        Stage stage(longAnswer());
        stage.search(u"needle"_s);
        QCOMPARE(stage.hits(), u"1 of 2"_s);
        QCOMPARE(stage.marked(), u"Needle"_s);
        QVERIFY(stage.label("pageLabel") != u"Page 1 of 3"_s);
        QTest::keyClick(&stage.edit(), Qt::Key_F3);
        QCOMPARE(stage.hits(), u"2 of 2"_s);
        QCOMPARE(stage.marked(), u"needle"_s);
        QTest::keyClick(&stage.edit(), Qt::Key_F3); // around
        QCOMPARE(stage.hits(), u"1 of 2"_s);
        QTest::keyClick(&stage.edit(), Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(stage.hits(), u"2 of 2"_s);
        stage.search(u"nowhere"_s);
        QCOMPARE(stage.hits(), u"Not found"_s);
        QVERIFY(stage.marked().isEmpty());
    }

    void theMarkStandsRightBehindOtherCharacters()
    {
        Stage stage("{\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8E\xAC\": \"needle\"}");
        stage.search(u"NEEDLE"_s);
        QCOMPARE(stage.marked(), u"needle"_s);
    }

    void theKeyIsNeverShownAndTheMarkStillRight()
    {
        const ApiKey key("tlk_secretsecretsecret", ApiKey::Source::Entered, {});
        Stage stage("{\"echo\":\"tlk_secretsecretsecret\",\"needle\":1}", KeyRedactor(key));
        QVERIFY(!stage.edit().toPlainText().contains("secret"_L1));
        stage.search(u"needle"_s);
        QCOMPARE(stage.marked(), u"needle"_s);
    }

    void anotherAnswerIsSearchedAnew()
    {
        Stage stage(longAnswer());
        stage.search(u"needle"_s);
        stage.page.setAnswer(AnswerBytes::fromMemory("{\"needle\":0}"), true);
        QTRY_COMPARE(stage.hits(), u"1 of 1"_s);
        QCOMPARE(stage.marked(), u"needle"_s);
        stage.page.setAnswer({}, true);
        QCOMPARE(stage.hits(), QString());
        QCOMPARE(stage.label("captionLabel"), u"No answer to show yet."_s);
    }

    /// As when it has come into the archive: the file that it arrived in goes, and who reads or searches goes on.
    void anAnswerThatMovesIsShownOnWithoutAChange()
    {
        const QByteArray answer = longAnswer();
        const QTemporaryDir folder;
        const QString path = writtenTo(folder, answer);
        Stage stage("{}");
        stage.page.setAnswer(AnswerBytes::fromFile(path, answer.size(), AnswerBytes::FileOwnership::RemoveWithLastHandle),
                             true);
        stage.search(u"needle"_s);
        const QString text = stage.edit().toPlainText();
        const QString page = stage.label("pageLabel");
        const int scrolled = stage.edit().verticalScrollBar()->value();
        QCOMPARE_GT(scrolled, 0);
        stage.page.moveTo(AnswerBytes::fromMemory(answer));
        QTRY_VERIFY(!QFile::exists(path)); // the page held the last handle
        QCOMPARE(stage.edit().toPlainText(), text);
        QCOMPARE(stage.edit().verticalScrollBar()->value(), scrolled);
        QCOMPARE(stage.label("pageLabel"), page);
        QCOMPARE(stage.hits(), u"1 of 2"_s);
        QCOMPARE(stage.marked(), u"Needle"_s);
        QTest::keyClick(&stage.edit(), Qt::Key_F3);
        QCOMPARE(stage.hits(), u"2 of 2"_s);
        QCOMPARE(stage.marked(), u"needle"_s);
        stage.click("firstPageButton");
        QVERIFY(stage.edit().toPlainText().startsWith("[0,1,2,"_L1));
        stage.page.moveTo(AnswerBytes::fromMemory("{}")); // another answer: that one is set, not moved
        stage.click("lastPageButton");
        QCOMPARE(stage.label("pageLabel"), u"Page 3 of 3"_s);
    }

    void anAnswerMayMoveBeforeAnybodyLooks()
    {
        const QTemporaryDir folder;
        const QString path = writtenTo(folder, "{\"a\":1}");
        AnswerPage page;
        page.moveTo(AnswerBytes::fromMemory("{}")); // there is none yet
        page.setAnswer(AnswerBytes::fromFile(path, 7, AnswerBytes::FileOwnership::RemoveWithLastHandle), true);
        page.moveTo(AnswerBytes::fromMemory("{\"a\":1}"));
        QVERIFY(!QFile::exists(path));
        page.show();
        QCOMPARE(page.findChild<QPlainTextEdit *>()->toPlainText(), u"{\"a\":1}"_s);
    }

    void manyHitsAreAllCounted()
    {
        Stage stage(QByteArray(250'000, '1'));
        stage.search(u"1"_s);
        QCOMPARE(stage.hits(), u"1 of the first 100,000; 250,000 in all"_s);
    }
};

EMBEDSCOPE_TEST(TestAnswerPage)
#include "tst_answerpage.moc"
