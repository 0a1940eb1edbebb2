// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivedanswer.h"

#include "support/testprogram.h"

#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestArchivedAnswer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThereAndBack_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("isPacked");
        QTest::newRow("a real one") << u"65a1b2c3d4e5f60718293a4b"_s << false;
        QTest::newRow("packed") << u"65a1b2c3d4e5f60718293a4b"_s << true;
        QTest::newRow("that looks like the rest of a name") << u"a-0123456789abcdef"_s << true;
        QTest::newRow("the longest") << QString(128, u'_') << true;
    }
    void namesThereAndBack()
    {
        QFETCH(QString, id);
        QFETCH(bool, isPacked);
        ArchivedAnswer answer;
        answer.id = *TaskId::fromString(id);
        answer.isPacked = isPacked;
        answer.sha256 = QByteArray::fromHex("00ff112233445566778899aabbccddeeff00112233445566778899aabbccddee");
        QCOMPARE(answer.fileName(), id + u"-00ff112233445566.json"_s + (isPacked ? u".zst"_s : QString()));
        QVERIFY(answer.fileName().size() < 255);
        const auto parsed = ArchivedAnswer::fromFileName(answer.fileName());
        QVERIFY(parsed);
        QCOMPARE(parsed->id, answer.id);
        QCOMPARE(parsed->sha256, answer.sha256.first(8));
        QCOMPARE(parsed->isPacked, isPacked);
        QCOMPARE(parsed->fileName(), answer.fileName());
    }

    void otherNamesAreNone()
    {
        const QStringList names{u"a.json"_s, u"a-0123456789ABCDEF.json"_s, u"a-0123456789abcde.json"_s, u".part-0123456789abcdef"_s,
                                u"-0123456789abcdef.json"_s, u"a-0123456789abcdef.json.gz"_s, u"a-0123456789abcdef.json\n"_s,
                                u"a b-0123456789abcdef.json"_s, QString(129, u'a') + u"-0123456789abcdef.json"_s, QString()};
        for (const QString &name : names)
            QVERIFY2(!ArchivedAnswer::fromFileName(name), qPrintable(name));
    }
};

EMBEDSCOPE_TEST(TestArchivedAnswer)
#include "tst_archivedanswer.moc"
