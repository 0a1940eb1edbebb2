// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/taskinput.h"
#include "core/streamdevice.h"

#include "support/testprogram.h"

#include <QBuffer>
#include <QStringConverter>
#include <QTemporaryFile>
#include <QTest>

#include <thread>
#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestTaskInput final : public QObject
{
    Q_OBJECT

private:
    static QStringList idsIn(QByteArray text)
    {
        QBuffer input(&text);
        input.open(QIODevice::ReadOnly);
        QStringList ids;
        const auto found = readTaskIds(input);
        for (const TaskId &id : found.value_or(FoundIds()).taken())
            ids += id.toString();
        return ids;
    }

private Q_SLOTS:
    void findsIdsInAText()
    {
        QCOMPARE(
            idsIn("task 64f8d2c7e4a1b37f8a9c5d13 and 64f8d2c7e4a1b37f8a9c5d12,\n64f8d2c7e4a1b37f8a9c5d13"),
            (QStringList{u"64f8d2c7e4a1b37f8a9c5d13"_s, u"64f8d2c7e4a1b37f8a9c5d12"_s}));
        QCOMPARE(
            idsIn(
                "\xEF\xBB\xBF{\"_id\":\"64f8d2c7e4a1b37f8a9c5d13\",\"video\":\"64f8d2c7e4a1b37f8a9c5d12\"}"),
            QStringList{u"64f8d2c7e4a1b37f8a9c5d13"_s});
        QCOMPARE(idsIn("nothing here"), QStringList());
        QCOMPARE(idsIn(""), QStringList());
    }

    void readsWhatOtherProgramsWrite()
    {
        QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        const QByteArray text = utf16(u"id: 64f8d2c7e4a1b37f8a9c5d13\r\n"_s);
        QCOMPARE(idsIn(text), QStringList{u"64f8d2c7e4a1b37f8a9c5d13"_s});
        for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
            QStringEncoder unmarked(encoding);
            const QByteArray bytes = unmarked(u"id: 64f8d2c7e4a1b37f8a9c5d13\r\n"_s);
            QCOMPARE(idsIn(bytes), QStringList{u"64f8d2c7e4a1b37f8a9c5d13"_s});
        }
        QCOMPARE(idsIn("caf\xE9 64f8d2c7e4a1b37f8a9c5d13"),
                 QStringList{u"64f8d2c7e4a1b37f8a9c5d13"_s}); // Latin-1
    }

    /// A pipe hands on what it has, a byte at the least.
    void readsToTheEndByteForByte_data()
    {
        QTest::addColumn<QStringConverter::Encoding>("encoding");
        QTest::newRow("UTF-8") << QStringConverter::Utf8;
        QTest::newRow("UTF-16") << QStringConverter::Utf16BE;
    }
    void readsToTheEndByteForByte()
    {
        QFETCH(QStringConverter::Encoding, encoding);
        QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
        const QByteArray text = encoder(u"Bänke 🎬 64f8d2c7e4a1b37f8a9c5d13\nund 64f8d2c7e4a1b37f8a9c5d12"_s);
        int ends[2] = {-1, -1};
        QCOMPARE(::pipe(ends), 0);
        std::thread writer([&] {
            for (const char byte : text) {
                if (::write(ends[1], &byte, 1) != 1)
                    qFatal("cannot write");
            }
            ::close(ends[1]);
        });
        const Interruption never;
        StreamDevice input(ends[0], never);
        QVERIFY(input.open(QIODevice::ReadOnly));
        const auto found = readTaskIds(input);
        writer.join();
        ::close(ends[0]);
        QVERIFY(found.has_value());
        QCOMPARE(found->taken().size(), size_t(2));
    }

    void readsMoreThanItKeeps()
    {
        QTemporaryFile log;
        QVERIFY(log.open());
        log.write("\n/tasks/64f8d2c7e4a1b37f8a9c5d13\n");
        QVERIFY(log.seek(1'000'000)); // a hole: it takes no room
        log.write("\n/tasks/64f8d2c7e4a1b37f8a9c5d12\n");
        log.seek(0);
        const auto found = readTaskIds(log);
        QVERIFY(found.has_value());
        QCOMPARE(found->taken().size(), size_t(2));
    }

    void whatCannotBeReadIsNoEmptyText()
    {
        const Interruption never;
        StreamDevice folder(u"/"_s, never);
        QVERIFY(folder.open(QIODevice::ReadOnly));
        QVERIFY(!readTaskIds(folder));
    }
};

EMBEDSCOPE_TEST(TestTaskInput)
#include "tst_taskinput.moc"
