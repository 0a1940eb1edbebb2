// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scenesaving.h"

#include "analysis/vectortask.h"
#include "models/scenes.h"
#include "support/testprogram.h"
#include "widgets/appsettings.h"

#include <QDir>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestSceneSaving final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        Stage()
        {
            window.show();
            settings.setExportFolder(folder.path());
        }
        bool showFilm(bool isComputed = true)
        {
            VectorTask maker(u"film-1"_s);
            const auto looks = randomVectors(3, 16, 7);
            for (int clip = 0; clip < 60; ++clip)
                maker.add(u"visual"_s, clip * 2, clip * 2 + 2, looks[static_cast<size_t>(clip / 20)]);
            analysis.setTask(maker.metadata(120).share(), {});
            if (!isComputed)
                return true;
            scenes.request();
            return test::waitFor([this] { return scenes.boundaries().size() == 2; });
        }
        QFileDialog *dialog() const { return window.findChild<QFileDialog *>(); }
        /// Answers the dialog with a file's name; what was written there.
        QByteArray answer(const QString &filter, const QString &name)
        {
            QSignalSpy ended(&saving, &SceneSaving::ended);
            QFileDialog &asking = *dialog();
            for (const QString &each : asking.nameFilters()) {
                if (each.contains(filter)) {
                    asking.selectNameFilter(each);
                    Q_EMIT asking.filterSelected(each);
                }
            }
            if (!name.isEmpty())
                asking.selectFile(name);
            path = asking.selectedFiles().constFirst();
            static_cast<QDialog &>(asking).accept();
            if (!ended.wait(test::longestWaitMs))
                return "(never ended)";
            sentence = ended.constFirst().constFirst().toString();
            delete &asking;
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
        }

        QTemporaryDir folder;
        AppSettings settings{folder.filePath(u"settings.ini"_s)};
        TaskAnalysis analysis;
        Scenes scenes{analysis};
        QWidget window;
        SceneSaving saving{scenes, settings, window};
        QString path;
        QString sentence;
    };

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void chaptersAndTables()
    {
        Stage stage;
        QVERIFY(stage.showFilm());
        stage.saving.begin();
        QVERIFY(stage.dialog());
        const QByteArray vtt = stage.answer(u"*.vtt"_s, {});
        QCOMPARE(stage.path, stage.folder.filePath(u"film-1-scenes.vtt"_s)); // what is offered
        QVERIFY2(vtt.startsWith("WEBVTT\n\nNOTE Scenes of film-1, by the change of visual\n"), vtt.constData());
        QVERIFY(vtt.contains("\n00:00:40.000 --> 00:01:20.000\nScene 2 ("));
        QVERIFY(vtt.contains("\n00:01:20.000 --> 00:02:00.000\nScene 3 ("));
        QCOMPARE(stage.sentence, u"The scene boundaries were saved as %1."_s.arg(QDir::toNativeSeparators(stage.path)));
        stage.saving.begin();
        const QByteArray csv = stage.answer(u"*.csv"_s, u"cuts"_s);
        QCOMPARE(stage.path, stage.folder.filePath(u"cuts.csv"_s));
        QVERIFY2(csv.startsWith("task,modality,scene,start,end,strength\r\nfilm-1,visual,1,0,40,\r\nfilm-1,visual,2,40,80,"), csv.constData());
        QCOMPARE(csv.count("\r\n"), 4);
    }

    void startsWhereExportsGoAndRemembersWhereItWent()
    {
        Stage stage;
        QVERIFY(stage.showFilm());
        QVERIFY(QDir(stage.folder.path()).mkdir(u"other"_s));
        stage.saving.begin();
        QCOMPARE(stage.dialog()->directory().path(), stage.folder.path());
        stage.answer(u"*.vtt"_s, stage.folder.filePath(u"other/a"_s));
        QCOMPARE(stage.settings.exportFolder(), stage.folder.filePath(u"other"_s));
        stage.saving.begin();
        QCOMPARE(stage.dialog()->directory().path(), stage.folder.filePath(u"other"_s));
    }

    void whatWasListedWhenTheDialogOpenedIsSaved()
    {
        Stage stage;
        QVERIFY(stage.showFilm());
        stage.saving.begin();
        stage.analysis.setTask({}, {}); // the user goes elsewhere meanwhile
        QVERIFY(stage.scenes.boundaries().empty());
        QCOMPARE(stage.answer(u"*.csv"_s, {}).count("\r\n"), 4);
    }

    void aFailureIsTold()
    {
        Stage stage;
        QVERIFY(stage.showFilm());
        stage.saving.begin();
        stage.answer(u"*.vtt"_s, stage.folder.filePath(u"gone/a"_s));
        QVERIFY2(stage.sentence.startsWith("The scene boundaries could not be saved as a.vtt: "_L1), qPrintable(stage.sentence));
    }

    // Nobody has to look at the scenes first.
    void theyAreComputedOnDemand()
    {
        Stage stage;
        QVERIFY(stage.showFilm(false));
        stage.saving.begin();
        QVERIFY(!stage.dialog());
        QTRY_VERIFY(stage.dialog());
        QCOMPARE(stage.answer(u"*.csv"_s, {}).count("\r\n"), 4);
        QVERIFY(stage.showFilm(false));
        stage.saving.begin();
        stage.analysis.setTask({}, {}); // the user goes elsewhere: no dialog about what is not shown
        QVERIFY(stage.showFilm());
        QVERIFY(!stage.dialog());
    }

    void withoutScenesNothingIsAsked()
    {
        Stage stage;
        stage.saving.begin();
        QVERIFY(!stage.dialog());
        QSignalSpy ended(&stage.saving, &SceneSaving::ended);
        VectorTask whole;
        stage.analysis.setTask(whole.metadata(60).add(u"visual"_s, 0, 60, {1, 0}, u"asset"_s).share(), {});
        stage.saving.begin();
        QVERIFY(ended.wait(test::longestWaitMs));
        QVERIFY(ended.constFirst().constFirst().toString().startsWith("There are no scenes to save"_L1));
        QVERIFY(!stage.dialog());
    }
};

EMBEDSCOPE_TEST(TestSceneSaving)
#include "tst_scenesaving.moc"
