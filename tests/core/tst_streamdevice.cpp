// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/streamdevice.h"

#include "support/testprogram.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Pipes and FIFOs, read to their end and written to, and how every wait for them ends.
class TestStreamDevice final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    struct Pipe
    {
        Pipe()
        {
            int ends[2] = {-1, -1};
            if (::pipe2(ends, O_CLOEXEC) != 0)
                qFatal("no pipe");
            reading = ends[0];
            writing = ends[1];
        }
        ~Pipe()
        {
            ::close(reading);
            closeWriting();
        }
        Q_DISABLE_COPY_MOVE(Pipe)
        void put(const QByteArray &bytes) const
        {
            if (::write(writing, bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
                qFatal("cannot write");
        }
        void closeWriting()
        {
            if (writing >= 0)
                ::close(writing);
            writing = -1;
        }
        int reading = -1;
        int writing = -1;
    };

    QString fifo(const QString &name) const
    {
        const QString path = m_folder.filePath(name);
        ::mkfifo(path.toLocal8Bit().constData(), 0600);
        return path;
    }

private Q_SLOTS:
    void aPipeIsReadToItsEndHoweverSlowlyItComes()
    {
        Pipe pipe;
        const Interruption never;
        QSemaphore taken;
        std::thread writer([&] {
            for (const char *piece : {"A", "B", "C"}) {
                pipe.put(piece);
                taken.acquire(); // the next one comes when this one was read
            }
            pipe.closeWriting();
        });
        StreamDevice device(pipe.reading, never);
        QVERIFY(device.open(QIODevice::ReadOnly));
        QByteArray all;
        const bool isWhole = readToEnd(device, [&](QByteArrayView piece) {
            all += piece;
            taken.release();
            return true;
        });
        writer.join();
        QVERIFY(isWhole);
        QCOMPARE(all, QByteArray("ABC"));
    }

    void aFifoWhoseWriterHasGoneAlreadyIsReadToItsEnd()
    {
        const QString path = fifo(u"gone"_s);
        const int reading = ::open(path.toLocal8Bit().constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        const int writing = ::open(path.toLocal8Bit().constData(), O_WRONLY | O_CLOEXEC);
        QCOMPARE(::write(writing, "gone", 4), 4);
        ::close(writing);
        const Interruption never;
        StreamDevice device(reading, never);
        QVERIFY(device.open(QIODevice::ReadOnly));
        QByteArray all;
        QVERIFY(readToEnd(device, [&all](QByteArrayView piece) {
            all += piece;
            return true;
        }));
        QCOMPARE(all, QByteArray("gone"));
        device.close();
        ::close(reading);
    }

    void aFifoThatNobodyWritesToYetIsNotAtItsEnd()
    {
        const QString path = fifo(u"late"_s);
        const Interruption never;
        StreamDevice device(path, never);
        QVERIFY(device.open(QIODevice::ReadOnly));
        std::thread writer([&path] {
            const int handle = ::open(path.toLocal8Bit().constData(), O_WRONLY | O_CLOEXEC);
            if (::write(handle, "late", 4) != 4)
                qFatal("cannot write");
            ::close(handle);
        });
        QByteArray all;
        QVERIFY(readToEnd(device, [&all](QByteArrayView piece) {
            all += piece;
            return true;
        }));
        writer.join();
        QCOMPARE(all, QByteArray("late"));
    }

    void theWishToEndEndsEveryWait_data()
    {
        QTest::addColumn<int>("wait");
        QTest::newRow("to read from a pipe") << 0;
        QTest::newRow("to read from a FIFO without a writer") << 1;
        QTest::newRow("to open a FIFO without a reader") << 2;
        QTest::newRow("to write to a full pipe") << 3;
        QTest::newRow("to read a whole pipe") << 4;
    }
    void theWishToEndEndsEveryWait()
    {
        QFETCH(int, wait);
        const Pipe pipe;
        const QString path = fifo(u"fifo%1"_s.arg(wait));
        Interruption interruption;
        bool isDone = true;
        std::thread waiting([&] {
            char byte = 0;
            StreamDevice input(pipe.reading, interruption);
            StreamDevice fifoInput(path, interruption);
            StreamDevice fifoOutput(path, interruption);
            StreamDevice output(pipe.writing, interruption);
            if (wait == 0)
                isDone = input.open(QIODevice::ReadOnly) && input.read(&byte, 1) == 1;
            else if (wait == 1)
                isDone = fifoInput.open(QIODevice::ReadOnly) && fifoInput.read(&byte, 1) == 1;
            else if (wait == 2)
                isDone = fifoOutput.open(QIODevice::WriteOnly);
            else if (wait == 3)
                isDone = output.open(QIODevice::WriteOnly) && output.write(QByteArray(1 << 20, 'x')) == 1 << 20;
            else
                isDone = input.open(QIODevice::ReadOnly) && readToEnd(input, [](QByteArrayView) { return true; });
        });
        interruption.set();
        waiting.join(); // else this test never ends
        QVERIFY(!isDone);
    }

    /// The export of what was fetched, to a reader that is alive.
    void aReaderThatReadsGetsAllEvenAfterwards()
    {
        Pipe pipe;
        Interruption interruption;
        interruption.set();
        qint64 count = 0;
        std::thread reader([&] {
            char block[1000];
            for (ssize_t more = 0; (more = ::read(pipe.reading, block, sizeof block)) > 0;)
                count += more;
        });
        {
            StreamDevice device(pipe.writing, interruption);
            QVERIFY(device.open(QIODevice::WriteOnly));
            QCOMPARE(device.write(QByteArray(3'000'000, 'x')), qint64(3'000'000));
        }
        pipe.closeWriting();
        reader.join();
        QCOMPARE(count, qint64(3'000'000));
    }

    /// Other programs have the same pipe, and do not expect it.
    void whatIsSharedStaysAsItIs()
    {
        const Pipe pipe;
        const Interruption never;
        const int before = ::fcntl(pipe.writing, F_GETFL);
        StreamDevice device(pipe.writing, never);
        QVERIFY(device.open(QIODevice::WriteOnly));
        QCOMPARE(device.write("x"), qint64(1));
        QCOMPARE(::fcntl(pipe.writing, F_GETFL), before);
        device.close();
        pipe.put("y"); // still open
        int count = 0;
        ::ioctl(pipe.reading, FIONREAD, &count);
        QCOMPARE(count, 2);
    }

    /// A full disk takes a part of a block; why it takes no more, only the next write says.
    void allIsWrittenInAsManyPiecesAsADeviceWants()
    {
        struct Narrow final : QIODevice
        {
            qint64 room = 0;
            QByteArray all;
            qint64 readData(char *, qint64) override { return -1; }
            qint64 writeData(const char *data, qint64 size) override
            {
                if (all.size() == room)
                    setErrorString(u"No space left on device"_s);
                const qint64 count = std::min({size, qint64(3), room - all.size()});
                all.append(data, count);
                return count > 0 ? count : -1;
            }
        };
        for (const qint64 room : {10, 7}) {
            Narrow device;
            device.room = room;
            QVERIFY(device.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
            QCOMPARE(writeAll(device, "0123456789"), room == 10);
            QCOMPARE(device.all, QByteArray("0123456789").first(room));
            QCOMPARE(device.errorString() == "No space left on device"_L1, room == 7);
        }
    }

    void aReaderThatHasStoppedIsWaitedForUntilAMoment()
    {
        const Pipe pipe;
        const Interruption never;
        StreamDevice device(pipe.writing, never);
        QVERIFY(device.open(QIODevice::WriteOnly));
        const qint64 count = device.writeUntil(QByteArray(1 << 20, 'x'), QDeadlineTimer(1)); // else this never ends
        QVERIFY2(count > 0 && count < 1 << 20, qPrintable(QString::number(count)));
        QCOMPARE(device.writeUntil("x", QDeadlineTimer(0)), qint64(0));
        char block[1 << 16];
        QVERIFY(::read(pipe.reading, block, sizeof block) > 0);
        QCOMPARE(device.writeUntil("x", QDeadlineTimer(0)), qint64(1));
    }

    void whatCannotBeOpenedSaysWhy()
    {
        const Interruption never;
        StreamDevice missing(m_folder.filePath(u"missing"_s), never);
        QVERIFY(!missing.open(QIODevice::ReadOnly));
        QCOMPARE(missing.errorString(), qt_error_string(ENOENT));
        StreamDevice folder(m_folder.path(), never);
        QVERIFY(folder.open(QIODevice::ReadOnly));
        QVERIFY(!readToEnd(folder, [](QByteArrayView) { return true; }));
        QCOMPARE(folder.errorString(), qt_error_string(EISDIR));
        StreamDevice full(u"/dev/full"_s, never);
        QVERIFY(full.open(QIODevice::WriteOnly));
        QCOMPARE(full.write("x"), qint64(-1));
        QCOMPARE(full.errorString(), qt_error_string(ENOSPC));
    }
};

EMBEDSCOPE_TEST(TestStreamDevice)
#include "tst_streamdevice.moc"
