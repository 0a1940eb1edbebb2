// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keytext.h"

#include "support/testprogram.h"

#include <QSet>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What the window says of a key.
class TestKeyText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSourceIsNamedNeverTheValue()
    {
        using Source = ApiKey::Source;
        QCOMPARE(keySourceText({}), u"Key: none"_s);
        QCOMPARE(keySourceText({"v", Source::File, u"/home/me/key.txt"_s}), u"Key: from file “key.txt”"_s);
        QCOMPARE(keySourceText({"v", Source::Environment, u"TL_API_KEY"_s}), u"Key: from TL_API_KEY"_s);
        QCOMPARE(keySourceText({"v", Source::Keyring, {}}), u"Key: from the keyring"_s);
        QCOMPARE(keySourceText({"v", Source::Entered, {}}), u"Key: entered, for this run only"_s);
        QCOMPARE(keySourceText({"v", Source::Demo, {}}), u"Key: demo key"_s);
    }

    void whatBecameOfAKeyThatWasEntered()
    {
        using State = KeyKeeping::State;
        const ApiKey key("v", ApiKey::Source::Entered, {});
        QCOMPARE(keySourceText(key, {.state = State::UnderWay}), u"Key: entered"_s);
        QCOMPARE(keySourceText(key, {.state = State::Kept}), u"Key: entered, kept in the keyring"_s);
        const KeyKeeping failed{.state = State::Failed, .problem = u"No keyring answers."_s};
        QCOMPARE(keySourceText(key, failed), u"Key: entered, for this run only"_s);
        QCOMPARE(keySourceTip(key, failed), u"It is not kept: No keyring answers."_s);
        QCOMPARE(keySourceTip(key, {.state = State::Kept}), QString());
        // Nobody has kept a key that came from elsewhere afterwards.
        const ApiKey other("v", ApiKey::Source::Environment, u"TL_API_KEY"_s);
        QCOMPARE(keySourceText(other, {.state = State::Kept}), u"Key: from TL_API_KEY"_s);
        QCOMPARE(keySourceTip(other, failed), QString());
    }

    void whiteSpaceThatWasLeftOutIsSaid()
    {
        const QString tip =
            keySourceTip(ApiKey::fromText("v\n", ApiKey::Source::File, u"/home/me/key.txt"_s));
        QVERIFY(tip.contains("/home/me/key.txt"_L1));
        QVERIFY(tip.endsWith("White space around the key was left out."_L1));
    }

    void everyTestHasItsSentence()
    {
        QCOMPARE(keyTestSentence({}), u"The service accepts this key."_s);
        QSet<QString> sentences;
        const auto say = [&sentences](const Failure &failure) {
            const QString sentence = keyTestSentence(failure);
            sentences.insert(sentence);
            return sentence;
        };
        using Kind = FailureKind;
        QVERIFY(say({.kind = Kind::Unauthorized, .httpStatus = 401, .detail = u"Bad key."_s})
                    .startsWith("The service refuses this key (Bad key)."_L1));
        QVERIFY(
            say({.kind = Kind::Forbidden, .httpStatus = 403}).startsWith("The service knows this key"_L1));
        QVERIFY(say({.kind = Kind::NotFound, .httpStatus = 404}).startsWith("The service did not refuse"_L1));
        for (const auto &[kind, status] :
             {std::pair(Kind::RateLimited, 429), std::pair(Kind::ServiceError, 503),
              std::pair(Kind::Redirect, 302), std::pair(Kind::Unreadable, 200), std::pair(Kind::Network, 0),
              std::pair(Kind::Timeout, 0)}) {
            const QString sentence =
                say({.kind = kind, .httpStatus = status, .detail = u"https://elsewhere"_s});
            QVERIFY2(sentence.startsWith("The key could not be tested"_L1), qPrintable(sentence));
            QVERIFY2(kind == Kind::RateLimited || sentence.contains("(https://elsewhere)"_L1),
                     qPrintable(sentence));
        }
        QVERIFY(say({.kind = Kind::Network, .isUntrusted = true}).contains("was not sent"_L1));
        QCOMPARE(sentences.size(), 10);
        for (const QString &sentence : qAsConst(sentences))
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
    }

    void everyStandstillHasItsSentenceAndItsStep()
    {
        const ApiKey key("v", ApiKey::Source::Entered, {});
        QVERIFY(noticeFor({}, key, {}).text.isEmpty());
        QCOMPARE(noticeFor({}, {}, {}).steps, NoticeBar::EnterKey);
        const Failure refused{.kind = FailureKind::Unauthorized, .httpStatus = 401};
        QCOMPARE(noticeFor(refused, key, {}).steps, NoticeBar::EnterKey | NoticeBar::TryAgain);
    }

    void aHiddenNoticeStaysHiddenUntilThereIsAnother()
    {
        NoticeBar bar;
        bar.showNotice(u"one"_s, NoticeBar::NoStep);
        QVERIFY(!bar.isHidden());
        bar.hide();
        bar.showNotice(u"one"_s, NoticeBar::NoStep);
        QVERIFY(bar.isHidden());
        bar.showNotice(u"two"_s, NoticeBar::NoStep);
        QVERIFY(!bar.isHidden());
        bar.clear();
        bar.showNotice(u"two"_s, NoticeBar::NoStep);
        QVERIFY(!bar.isHidden());
    }
};

EMBEDSCOPE_TEST(TestKeyText)
#include "tst_keytext.moc"
