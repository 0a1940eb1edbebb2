// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiveworker.h"

#include "net/bodysink.h"
#include "net/spoolfolder.h"
#include "store/answerarchive.h"
#include "store/archivetext.h"
#include "support/testprogram.h"

#include <QDir>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using test::archiveId;
using test::archiveText;

namespace {

/// Bytes that can be read once somebody opens the gate.
class GatedSource final : public AnswerSource
{
public:
    explicit GatedSource(const QByteArray &bytes) : m_bytes(AnswerBytes::fromMemory(bytes)) { }

    std::unique_ptr<QIODevice> open() const override
    {
        gate.acquire();
        gate.release(); // open from now on
        return m_bytes.open();
    }

    mutable QSemaphore gate;

private:
    AnswerBytes m_bytes;
};

} // namespace

class TestArchiveWorker final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_data;
    QString m_folder;

    static QByteArray readAll(const AnswerBytes &bytes)
    {
        const auto device = bytes.open();
        return device ? device->readAll() : QByteArray("(no device)");
    }
    static AnswerBytes memory(int number, qint64 size = 300) { return AnswerBytes::fromMemory(archiveText(number, size)); }

private Q_SLOTS:
    void init()
    {
        m_data = std::make_unique<QTemporaryDir>();
        m_folder = m_data->filePath(u"archive"_s);
    }

    void storesThenPacks()
    {
        ArchiveWorker worker(m_folder);
        QSignalSpy stored(&worker, &ArchiveWorker::stored);
        QSignalSpy packed(&worker, &ArchiveWorker::packed);
        worker.store(archiveId(1), memory(1, 50'000));
        QCOMPARE(worker.pending(), 1);
        QCOMPARE(stored.size(), 0);
        QTRY_COMPARE(stored.size(), 1);
        QCOMPARE(worker.pending(), 0);
        QCOMPARE(stored[0][0].value<TaskId>(), archiveId(1));
        const auto answer = stored[0][1].value<ArchivedAnswer>();
        QTRY_COMPARE(packed.size(), 1);
        QVERIFY(packed[0][1].value<ArchivedAnswer>().isPacked);
        QCOMPARE(readAll(worker.open(answer)), archiveText(1, 50'000));
    }

    void storingGoesBeforePacking()
    {
        ArchiveWorker worker(m_folder);
        QStringList told;
        connect(&worker, &ArchiveWorker::stored, this, [&] { told += u"stored"_s; });
        connect(&worker, &ArchiveWorker::packed, this, [&] { told += u"packed"_s; });
        // All ten wait before the first is stored.
        const auto source = std::make_shared<GatedSource>(archiveText(0, 20'000));
        worker.store(archiveId(0), AnswerBytes::fromSource(source, 20'000));
        for (int i = 1; i < 10; ++i)
            worker.store(archiveId(i), memory(i, 20'000));
        source->gate.release();
        QTRY_COMPARE(told.count(u"packed"_s), 10);
        QCOMPARE(told.count(u"stored"_s), 10);
        QVERIFY2(told.indexOf(u"packed"_s) == 10, qPrintable(told.join(u' ')));
    }

    void withoutPacking()
    {
        ArchiveWorker worker(m_folder);
        worker.setPacking(false);
        QSignalSpy stored(&worker, &ArchiveWorker::stored);
        QSignalSpy packed(&worker, &ArchiveWorker::packed);
        worker.store(archiveId(1), memory(1, 20'000));
        worker.store(archiveId(2), memory(2, 20'000));
        QTRY_COMPARE(stored.size(), 2);
        QTest::qWait(50);
        QCOMPARE(packed.size(), 0);
        worker.setPacking(true);
        worker.pack(stored[1][1].value<ArchivedAnswer>());
        QTRY_COMPARE(packed.size(), 1);
        QCOMPARE(packed[0][0].value<TaskId>(), archiveId(2));
    }

    void failuresAreTold()
    {
        ArchiveWorker worker(u"/proc/archive"_s);
        QSignalSpy failed(&worker, &ArchiveWorker::storeFailed);
        worker.store(archiveId(1), memory(1));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed[0][1].value<Failure>().isOfDisk);
        QVERIFY(!failed[0][1].value<Failure>().detail.isEmpty());
        QCOMPARE(worker.pending(), 0);
    }

    void theEndStoresWhatWaits()
    {
        SpoolFolder spool(AnswerArchive::incomingFolder(m_folder));
        int stored = 0;
        {
            ArchiveWorker worker(m_folder);
            connect(&worker, &ArchiveWorker::stored, this, [&] { ++stored; });
            for (int i = 0; i < 40; ++i)
                worker.store(archiveId(i), memory(i));
            BodySink sink(spool, 1 << 30);
            QVERIFY(!sink.append(archiveText(40, 20'000'000)));
            worker.store(archiveId(40), *sink.finish());
        }
        QCOMPARE(stored, 41);
        const AnswerArchive archive(m_folder);
        const auto contents = archive.contents();
        QCOMPARE(contents->size(), size_t(41));
        for (const auto &entry : *contents)
            QVERIFY(!archive.verify(entry.answer));
        QCOMPARE(QDir(m_folder).entryList({u".part*"_s}, QDir::Files | QDir::Hidden), QStringList());
    }

    void whatWaitsForPackingStaysWhenThatIsSwitchedOff()
    {
        ArchiveWorker worker(m_folder);
        QSignalSpy stored(&worker, &ArchiveWorker::stored);
        QSignalSpy packed(&worker, &ArchiveWorker::packed);
        worker.setPacking(false);
        worker.store(archiveId(1), memory(1, 20'000));
        QTRY_COMPARE(stored.size(), 1);
        const auto answer = stored[0][1].value<ArchivedAnswer>();
        worker.pack(answer);
        QTest::qWait(50);
        QCOMPARE(packed.size(), 0);
        worker.setPacking(true);
        worker.pack(answer);
        QTRY_COMPARE(packed.size(), 1);
    }

    void removes()
    {
        ArchiveWorker worker(m_folder);
        QSignalSpy stored(&worker, &ArchiveWorker::stored);
        QSignalSpy removeFailed(&worker, &ArchiveWorker::removeFailed);
        QSignalSpy packFailed(&worker, &ArchiveWorker::packFailed);
        worker.store(archiveId(1), memory(1, 20'000));
        QTRY_COMPARE(stored.size(), 1);
        QSignalSpy removed(&worker, &ArchiveWorker::removed);
        worker.remove({stored[0][1].value<ArchivedAnswer>()});
        QTRY_COMPARE(removed.size(), 1);
        QVERIFY(QDir(m_folder).isEmpty(QDir::Files));
        QCOMPARE(removeFailed.size(), 0);
        QCOMPARE(packFailed.size(), 0);
    }
};

EMBEDSCOPE_TEST(TestArchiveWorker)
#include "tst_archiveworker.moc"
