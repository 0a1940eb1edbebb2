// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answerbytes.h"

#include "support/testprogram.h"

#include <QFile>
#include <QIODevice>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

class TestAnswerBytes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingCame();
    void inMemory();
    void inAFile();
    void removesWithTheLastHandle();
    void keepsWhatItDoesNotOwn();
    void fileThatIsGone();
    void readsFromSeveralThreads();
    void fromASource();

private:
    QString write(const QString &name, const QByteArray &bytes);
    QTemporaryDir m_folder;
};

QString TestAnswerBytes::write(const QString &name, const QByteArray &bytes)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

void TestAnswerBytes::nothingCame()
{
    const AnswerBytes bytes;
    QVERIFY(bytes.isNull());
    QCOMPARE(bytes.size(), 0);
    QCOMPARE(bytes.path(), QString());
    QVERIFY(!bytes.open());
    QCOMPARE(bytes.head(10), QByteArray());
}

void TestAnswerBytes::inMemory()
{
    const AnswerBytes bytes = AnswerBytes::fromMemory("0123456789");
    QVERIFY(!bytes.isNull());
    QCOMPARE(bytes.size(), 10);
    QCOMPARE(bytes.path(), QString());
    QCOMPARE(bytes.open()->readAll(), QByteArray("0123456789"));
    QCOMPARE(bytes.head(3), QByteArray("012"));
    QCOMPARE(bytes.head(100), QByteArray("0123456789"));
    const AnswerBytes empty = AnswerBytes::fromMemory({});
    QVERIFY(!empty.isNull());
    QCOMPARE(empty.open()->readAll(), QByteArray());
}

void TestAnswerBytes::inAFile()
{
    const QString path = write(u"kept"_s, "0123456789");
    const AnswerBytes bytes = AnswerBytes::fromFile(path, 10, AnswerBytes::FileOwnership::Keep);
    QCOMPARE(bytes.size(), 10);
    QCOMPARE(bytes.path(), path);
    const auto first = bytes.open();
    const auto second = bytes.open();
    QCOMPARE(first->read(4), QByteArray("0123"));
    QCOMPARE(second->readAll(), QByteArray("0123456789"));
    QCOMPARE(bytes.head(3), QByteArray("012"));
}

void TestAnswerBytes::removesWithTheLastHandle()
{
    const QString path = write(u"spooled"_s, "x");
    auto bytes = AnswerBytes::fromFile(path, 1, AnswerBytes::FileOwnership::RemoveWithLastHandle);
    auto copy = bytes;
    bytes = {};
    QVERIFY(QFile::exists(path));
    QCOMPARE(copy.open()->readAll(), QByteArray("x"));
    const auto device = copy.open();
    copy = {};
    QVERIFY(!QFile::exists(path));
    QCOMPARE(device->readAll(), QByteArray("x"));
}

void TestAnswerBytes::keepsWhatItDoesNotOwn()
{
    const QString path = write(u"archived"_s, "x");
    {
        const auto bytes = AnswerBytes::fromFile(path, 1, AnswerBytes::FileOwnership::Keep);
        QCOMPARE(bytes.size(), 1);
    }
    QVERIFY(QFile::exists(path));
}

void TestAnswerBytes::fileThatIsGone()
{
    const auto bytes = AnswerBytes::fromFile(m_folder.filePath(u"gone"_s), 5,
                                             AnswerBytes::FileOwnership::RemoveWithLastHandle);
    QVERIFY(!bytes.isNull());
    QVERIFY(!bytes.open());
    QCOMPARE(bytes.head(5), QByteArray());
}

void TestAnswerBytes::readsFromSeveralThreads()
{
    const QByteArray text = QByteArray("0123456789").repeated(5000);
    const QString path = write(u"shared"_s, text);
    const auto bytes = AnswerBytes::fromFile(path, text.size(), AnswerBytes::FileOwnership::Keep);
    std::vector<QByteArray> read(4);
    std::vector<std::thread> threads;
    for (QByteArray &each : read) {
        threads.emplace_back([&each, bytes] {
            const auto device = bytes.open();
            while (!device->atEnd())
                each += device->read(777);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    for (const QByteArray &each : read)
        QCOMPARE(each, text);
}

void TestAnswerBytes::fromASource()
{
    class Source final : public AnswerSource
    {
    public:
        explicit Source(bool *isGone) : m_isGone(isGone) { }
        std::unique_ptr<QIODevice> open() const override { return *m_isGone ? nullptr : AnswerBytes::fromMemory("0123").open(); }

    private:
        bool *m_isGone;
    };
    bool isGone = false;
    const auto source = std::make_shared<Source>(&isGone);
    const AnswerBytes bytes = AnswerBytes::fromSource(source, 4);
    QVERIFY(!bytes.isNull());
    QCOMPARE(bytes.size(), 4);
    QCOMPARE(bytes.path(), QString());
    QCOMPARE(bytes.open()->readAll(), QByteArray("0123"));
    QCOMPARE(bytes.head(2), QByteArray("01"));
    isGone = true;
    QVERIFY(!bytes.open());
    QCOMPARE(bytes.head(2), QByteArray());
}

} // namespace embedscope

EMBEDSCOPE_TEST(embedscope::TestAnswerBytes)
#include "tst_answerbytes.moc"
