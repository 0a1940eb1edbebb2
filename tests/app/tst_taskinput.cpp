// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/taskinput.h"

#include "support/testprogram.h"

#include <QBuffer>
#include <QStringConverter>
#include <QTest>

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
        for (const TaskId &id : readTaskIds(input))
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
        QCOMPARE(idsIn("caf\xE9 64f8d2c7e4a1b37f8a9c5d13"),
                 QStringList{u"64f8d2c7e4a1b37f8a9c5d13"_s}); // Latin-1
    }
};

EMBEDSCOPE_TEST(TestTaskInput)
#include "tst_taskinput.moc"
