// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answergenerator.h"
#include "demo/filmlibrary.h"
#include "demo/filmmaker.h"
#include "support/testprogram.h"

#include <QDir>
#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;

class TestFilmMaker final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheAnswerOfItsScript()
    {
        const FilmMaker maker(longFilm(60s), "2026-01-02T03:04:05Z", QDir::tempPath());
        QTRY_VERIFY(maker.state().file);
        const FilmMaker::State ended = maker.state();
        QVERIFY(ended.endedAt.isValid());
        const FilmScript script = longFilm(60s);
        AnswerGenerator generator(script, "2026-01-02T03:04:05Z", [&] { return serviceTime(ended.endedAt); });
        QCOMPARE(ended.file->read(0, ended.file->size()), generator.bytes());
    }

    void endsWhenItIsDestroyed()
    {
        // A day of film would take far longer than this test may run.
        const FilmMaker maker(longFilm(24h), "2026-01-02T03:04:05Z", QDir::tempPath());
        QVERIFY(!maker.state().file);
    }

    void aFolderThatIsNotThere()
    {
        const FilmMaker maker(longFilm(60s), "2026-01-02T03:04:05Z", QStringLiteral("/nowhere/at/all"));
        QTRY_VERIFY(maker.state().endedAt.isValid());
        QVERIFY(!maker.state().file);
        QVERIFY(!maker.state().error.isEmpty());
    }
};

EMBEDSCOPE_TEST(TestFilmMaker)
#include "tst_filmmaker.moc"
