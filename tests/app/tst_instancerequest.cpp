// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instancerequest.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestInstanceRequest final : public QObject
{
    Q_OBJECT

private:
    static QByteArray messageOf(const QByteArray &ids, const QByteArray &files, const QByteArray &version = "1")
    {
        return "{\"version\":" + version + ",\"ids\":" + ids + ",\"files\":" + files + '}';
    }
    static TaskId id(const QString &text) { return *TaskId::fromString(text); }

private Q_SLOTS:
    void roundTrips()
    {
        const InstanceRequest empty;
        QVERIFY(fromInstanceMessage(toInstanceMessage(empty)) == empty);
        const InstanceRequest full{{id(u"67ca93a989d8a564e80dc3ba"_s), id(u"a-b_c"_s)},
                                   {u"/home/me/ids \"1\".txt"_s, u"/tmp/ü\n.json"_s},
                                   u"http://127.0.0.1:18999/v1.3"_s};
        const QByteArray message = toInstanceMessage(full);
        QVERIFY(fromInstanceMessage(message) == full);
        QCOMPARE(message.count('\n'), 1); // a file's line break does not end it
        QVERIFY(message.endsWith('\n'));
    }

    void neverAKey()
    {
        const InstanceRequest request{{id(u"tlk_0123456789ABCDEFGHIJKLMNOPQRSTUV"_s), id(u"67ca93a989d8a564e80dc3ba"_s)},
                                      {u"/tmp/tlk_0123456789ABCDEFGHIJKLMNOPQRSTUV"_s, u"relative"_s},
                                      u"https://tlk_0123456789ABCDEFGHIJKLMNOPQRSTUV@example.org/v1.3"_s};
        const QByteArray message = toInstanceMessage(request);
        QVERIFY(!message.contains("tlk_"));
        QCOMPARE(fromInstanceMessage(message)->ids.size(), 1U);
        QVERIFY(fromInstanceMessage(message)->files.isEmpty());
        QVERIFY(fromInstanceMessage(message)->service.isEmpty());
        QVERIFY(!fromInstanceMessage(messageOf("[\"tlk_0123456789ABCDEFGHIJKLMNOPQRSTUV\"]", "[]")));
    }

    void anythingElseIsRefused()
    {
        QVERIFY(fromInstanceMessage(messageOf("[]", "[]")).has_value()); // the rest is a step away from that
        const QByteArrayList messages{"", "\n", "nonsense", "[]", "{}",
                                      messageOf("[]", "[]", "2"),
                                      messageOf("{}", "[]"),
                                      messageOf("[]", "null"),
                                      messageOf("[\"a b\"]", "[]"),
                                      messageOf("[1]", "[]"),
                                      messageOf("[\"\"]", "[]"),
                                      messageOf("[]", "[\"relative\"]"),
                                      messageOf("[]", "[\"/a\\u0000b\"]"),
                                      messageOf("[]", "[\"/" + QByteArray(5000, 'x') + "\"]"),
                                      QByteArray(longestInstanceMessage, ' ') + messageOf("[]", "[]"),
                                      QByteArray(100'000, '[')};
        for (const QByteArray &message : messages)
            QVERIFY2(!fromInstanceMessage(message), message.left(100).constData());
    }
};

EMBEDSCOPE_TEST(TestInstanceRequest)
#include "tst_instancerequest.moc"
