// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/answerpage.h"

#include "net/apikey.h"
#include "reader/textpages.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
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

    void manyHitsAreAllCounted()
    {
        Stage stage(QByteArray(250'000, '1'));
        stage.search(u"1"_s);
        QCOMPARE(stage.hits(), u"1 of the first 100,000; 250,000 in all"_s);
    }
};

QTEST_MAIN(TestAnswerPage)
#include "tst_answerpage.moc"
