// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/standarderror.h"

#include "support/testprogram.h"

#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Lines to a pipe in the place of standard error, whose reader stops.
class TestStandardError final : public QObject
{
    Q_OBJECT

private:
    int m_before = -1;
    int m_reading = -1;

    QByteArray takeAll() const
    {
        int count = 0;
        ::ioctl(m_reading, FIONREAD, &count);
        QByteArray all(count, Qt::Uninitialized);
        if (::read(m_reading, all.data(), static_cast<size_t>(count)) != count)
            qFatal("cannot read");
        return all;
    }

private Q_SLOTS:
    void init()
    {
        int ends[2] = {-1, -1};
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        m_reading = ends[0];
        m_before = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
        QVERIFY(::dup2(ends[1], STDERR_FILENO) == STDERR_FILENO);
        ::close(ends[1]);
    }
    void cleanup()
    {
        ::dup2(m_before, STDERR_FILENO);
        ::close(m_before);
        ::close(m_reading);
    }

    void aReaderThatReadsGetsEachLine()
    {
        const Interruption never;
        StandardError errors(never);
        errors.print(u"one"_s);
        QCOMPARE(takeAll(), QByteArray("one\n"));
        errors.print(u"two"_s);
        QCOMPARE(takeAll(), QByteArray("two\n"));
    }

    /// A reader that takes nothing, and then everything.
    void whatIsTooMuchIsLeftOutAndCounted()
    {
        constexpr int count = 20'000;
        const Interruption never;
        QByteArray all;
        {
            StandardError errors(never);
            const QString rest(90, u'x');
            for (int i = 0; i < count; ++i)
                errors.print(QString::number(i) + u' ' + rest);
            while (!all.contains("left out")) {
                all += takeAll();
                errors.print(u"z"_s);
            }
        }
        all += takeAll();
        const QByteArrayList lines = all.split('\n');
        int kept = 0;
        while (lines[kept].startsWith(QByteArray(QByteArray::number(kept) + ' ')))
            ++kept;
        QVERIFY2(kept > 10'000 && kept < count, qPrintable(QString::number(kept)));
        QVERIFY2(lines[kept].endsWith(" lines are left out here: nothing read standard error."), lines[kept].constData());
        QCOMPARE_GE(lines[kept].left(lines[kept].indexOf(' ')).toInt(), count - kept);
        QVERIFY(all.endsWith("\nz\n"));
    }

    void aReaderThatHasGoneIsNoTrouble()
    {
        const Interruption never;
        StandardError errors(never);
        ::close(m_reading);
        std::signal(SIGPIPE, SIG_IGN); // as in the program
        for (int i = 0; i < 2; ++i)
            errors.print(u"one"_s);
        m_reading = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
};

EMBEDSCOPE_TEST(TestStandardError)
#include "tst_standarderror.moc"
