// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/leavinganswers.h"

#include "store/archivetext.h"
#include "store/archiveworker.h"
#include "store/sessionwriter.h"
#include "support/testprogram.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using test::archiveId;
using test::archiveText;

/// Files of a real archive, beside a real session.
class TestLeavingAnswers final : public QObject
{
    Q_OBJECT

private:
    struct Rig
    {
        QTemporaryDir folder;
        TaskList list;
        SessionWriter session{list, folder.path(), [] { return PollMemory(); }};
        ArchiveWorker archive{folder.filePath(u"archive"_s)};
        bool isArriving = false;
        LeavingAnswers leaving{archive, session, [this](const TaskId &) { return isArriving; }};

        explicit Rig(bool opensSession = true)
        {
            if (!opensSession)
                return;
            QSignalSpy opened(&session, &SessionWriter::opened);
            session.open();
            QVERIFY(opened.wait(test::longestWaitMs));
        }
        ArchivedAnswer store(int number)
        {
            QSignalSpy stored(&archive, &ArchiveWorker::stored);
            archive.store(archiveId(number), AnswerBytes::fromMemory(archiveText(number, 300)));
            if (!stored.wait(test::longestWaitMs))
                qFatal("not stored");
            return stored[0][1].value<ArchivedAnswer>();
        }
        qsizetype files() const { return QDir(folder.filePath(u"archive"_s)).entryList(QDir::Files).size(); }
    };

private Q_SLOTS:
    // Removed, added again, and the very same bytes come while the program ends: the task would name a file that is gone.
    void atTheEndWhatArrivesStays()
    {
        Rig rig;
        rig.leaving.add(rig.store(1), {});
        rig.isArriving = true;
        rig.leaving.removeAll();
        QVERIFY(rig.leaving.isEmpty());
        rig.store(2); // comes after the removal
        QCOMPARE(rig.files(), 2);
        rig.isArriving = false;
        rig.leaving.add(rig.store(1), {});
        QSignalSpy removed(&rig.archive, &ArchiveWorker::removed);
        rig.leaving.removeAll();
        QVERIFY(removed.wait(test::longestWaitMs));
        QCOMPARE(rig.files(), 1);
    }

    void goesWithTheLastHandle()
    {
        Rig rig;
        const ArchivedAnswer answer = rig.store(1);
        AnswerBytes read = rig.archive.open(answer);
        rig.leaving.add(answer, read);
        QVERIFY(rig.leaving.holds(answer));
        QTest::qWait(900);
        QCOMPARE(rig.files(), 1);
        QCOMPARE(read.head(read.size()), archiveText(1, 300));
        read = {};
        QTRY_COMPARE(rig.files(), 0);
        QVERIFY(rig.leaving.isEmpty());
    }

    void whatIsTakenBackStays()
    {
        Rig rig;
        const ArchivedAnswer answer = rig.store(1);
        rig.leaving.add(answer, {});
        rig.leaving.takeBack(answer);
        QVERIFY(!rig.leaving.holds(answer));
        QTest::qWait(900);
        QCOMPARE(rig.files(), 1);
    }

    void waitsForWhatArrives()
    {
        Rig rig;
        const ArchivedAnswer answer = rig.store(1);
        rig.isArriving = true;
        rig.leaving.add(answer, {});
        QTest::qWait(900);
        QCOMPARE(rig.files(), 1);
        rig.isArriving = false;
        QTRY_COMPARE(rig.files(), 0);
    }

    void waitsForTheSession()
    {
        Rig rig(false);
        const ArchivedAnswer answer = rig.store(1);
        rig.list.add(std::array{archiveId(1)}, QDateTime::currentDateTimeUtc()); // a change that is not on the disk
        rig.leaving.add(answer, {});
        QTest::qWait(900);
        QCOMPARE(rig.files(), 1);
        rig.session.open();
        QTRY_COMPARE(rig.files(), 0);
    }

    void allGoAtTheEnd()
    {
        Rig rig;
        const ArchivedAnswer answer = rig.store(1);
        const AnswerBytes read = rig.archive.open(answer);
        rig.leaving.add(answer, read);
        rig.leaving.removeAll();
        QVERIFY(rig.leaving.isEmpty());
        QTRY_COMPARE(rig.files(), 0);
    }
};

EMBEDSCOPE_TEST(TestLeavingAnswers)
#include "tst_leavinganswers.moc"
