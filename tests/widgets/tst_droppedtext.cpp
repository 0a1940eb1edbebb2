// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/droppedtext.h"

#include "support/testprogram.h"

#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Text and files that are dropped or pasted.
class TestDroppedText final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QFile::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's file");
        return path;
    }

private Q_SLOTS:
    void textComesAsItIsAndLater()
    {
        DroppedText dropped;
        QSignalSpy taken(&dropped, &DroppedText::taken);
        QMimeData data;
        data.setText(u"some text"_s);
        QVERIFY(DroppedText::canTake(data));
        dropped.take(data);
        QCOMPARE(taken.size(), 0);
        QTRY_COMPARE(taken.size(), 1);
        QCOMPARE(taken.constFirst().at(0).toString(), u"some text"_s);
        QVERIFY(taken.constFirst().at(1).toString().isEmpty());
    }

    void filesAreReadOneAfterAnother()
    {
        DroppedText dropped;
        QSignalSpy taken(&dropped, &DroppedText::taken);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(write(u"a.log"_s, "first")),
                      QUrl::fromLocalFile(write(u"b.log"_s, "second"))});
        dropped.take(data);
        QTRY_COMPARE(taken.size(), 1);
        QCOMPARE(taken.constFirst().at(0).toString(), u"first\nsecond"_s);
    }

    void utf16IsKnownByItsMark()
    {
        const QString path = write(u"utf16.log"_s,
                                   QByteArray("\xff\xfe"
                                              "a\0b\0",
                                              6));
        QCOMPARE(DroppedText::readFiles({path}).text, u"ab"_s);
    }

    void whatIsNoTextIsLeftOutAndSaid()
    {
        const QString picture = write(u"a.png"_s, QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
        QByteArray bytes;
        for (int i = 0; i < 4000; ++i)
            bytes += static_cast<char>(i * 7919 % 251 + 1); // no zero among them
        const auto content = DroppedText::readFiles({picture, write(u"b.gz"_s, bytes), write(u"c.log"_s, "caf\xe9 \x1b[1mbold\x1b[0m")});
        QVERIFY(content.problems.contains(u"“a.png” holds neither an answer of the service nor text"_s));
        QVERIFY(content.problems.contains(u"“b.gz” holds neither"_s));
        QVERIFY2(!content.problems.contains("c.log"_L1), qPrintable(content.problems)); // Latin 1, and colours of a terminal
        QVERIFY(content.text.startsWith("caf"_L1));
    }

    void whatCannotBeReadIsSaidAndTheRestTaken()
    {
        const QString large = write(u"large.log"_s, {});
        QVERIFY(QFile::resize(large, DroppedText::longestFile + 1));
        const auto content = DroppedText::readFiles(
            {m_folder.filePath(u"missing.log"_s), m_folder.path(), large, write(u"good.log"_s, "good")});
        QCOMPARE(content.text, u"good"_s);
        QVERIFY(content.problems.contains(u"“missing.log” is no file that can be read."_s));
        QVERIFY(content.problems.contains(u"“large.log” is larger than 16.0 MB."_s));
    }

    void whatIsNeitherTextNorFileIsNotTaken()
    {
        QMimeData data;
        data.setData(u"image/png"_s, "png");
        QVERIFY(!DroppedText::canTake(data));
    }
};

EMBEDSCOPE_TEST(TestDroppedText)
#include "tst_droppedtext.moc"
