// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keytext.h"

#include "widgets/keydialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What the window says of a key, and how it takes one.
class TestKeyText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSourceIsNamedNeverTheValue()
    {
        using Source = ApiKey::Source;
        QCOMPARE(keySourceText({}), u"Key: none"_s);
        QCOMPARE(keySourceText({"v", Source::File, u"/home/me/key.txt"_s}), u"Key: from file key.txt"_s);
        QCOMPARE(keySourceText({"v", Source::Environment, u"TL_API_KEY"_s}), u"Key: from TL_API_KEY"_s);
        QCOMPARE(keySourceText({"v", Source::Keyring, {}}), u"Key: from the keyring"_s);
        QCOMPARE(keySourceText({"v", Source::Entered, {}}), u"Key: entered, for this run only"_s);
        QCOMPARE(keySourceText({"v", Source::Demo, {}}), u"Key: demo key"_s);
    }

    void everyStandstillHasItsSentenceAndItsStep()
    {
        const ApiKey key("v", ApiKey::Source::Entered, {});
        QVERIFY(noticeFor({}, key, {}).text.isEmpty());
        QCOMPARE(noticeFor({}, {}, {}).steps, NoticeBar::EnterKey);
        const Failure refused{.kind = FailureKind::Unauthorized, .httpStatus = 401};
        QCOMPARE(noticeFor(refused, key, {}).steps, NoticeBar::EnterKey | NoticeBar::TryAgain);
        const Failure redirect{.kind = FailureKind::Redirect, .httpStatus = 302};
        QCOMPARE(noticeFor(redirect, key, {}).steps, NoticeBar::TryAgain);
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

    void theDialogTakesOnlyWhatCanBeSent_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("usable");
        QTest::newRow("a key") << u"tlk_0123456789"_s << true;
        QTest::newRow("white space around it") << u"  tlk_0123456789\t"_s << true;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("a space inside") << u"tlk 0123"_s << false;
        QTest::newRow("not ASCII") << u"tlk_ä"_s << false;
        QTest::newRow("too long") << QString(513, u'k') << false;
    }

    void theDialogTakesOnlyWhatCanBeSent()
    {
        QFETCH(QString, text);
        QFETCH(bool, usable);
        KeyDialog dialog;
        auto *const edit = dialog.findChild<QLineEdit *>();
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        edit->setText(text);
        QCOMPARE(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled(), usable);
        QCOMPARE(dialog.findChild<QLabel *>(u"problemLabel"_s)->isHidden(), usable || text.isEmpty());
        QCOMPARE(dialog.key().isSendable(), usable);
    }
};

QTEST_MAIN(TestKeyText)
#include "tst_keytext.moc"
