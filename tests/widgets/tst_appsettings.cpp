// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/appsettings.h"

#include "support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TstAppSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasDefaults();
    void remembers();
    void whatMakesNoSenseIsTheDefault();

private:
    QTemporaryDir m_folder;
    QString fileAt(const QString &name) const { return m_folder.filePath(name); }
};

void TstAppSettings::hasDefaults()
{
    const AppSettings settings(fileAt(u"none.ini"_s));
    QCOMPARE(settings.pollInterval(), 5s);
    QCOMPARE(settings.themeChoice(), Theme::Choice::Desktop);
    QCOMPARE(settings.clipColouring(), ClipColouring::Choice::Modality);
    QVERIFY(settings.packsAnswers());
    QCOMPARE(settings.archiveGigabytes(), 0.0);
    QCOMPARE(settings.archiveDays(), 0);
    QCOMPARE(settings.archiveLimits().mostBytes, 0);
    QCOMPARE(settings.archiveLimits().mostDays, 0);
    QCOMPARE(settings.cacheMib(), 1024);
    QVERIFY(settings.windowGeometry().isEmpty());
    QVERIFY(settings.windowState().isEmpty());
    QVERIFY(settings.tableHeaderState().isEmpty());
    QVERIFY(settings.splitterState(u"main"_s).isEmpty());
    QVERIFY(!settings.exportFolder().isEmpty());
    QVERIFY(!settings.openFolder().isEmpty());
    QVERIFY(!QFile::exists(fileAt(u"none.ini"_s))); // reading leaves no trace
    QVERIFY(AppSettings::defaultFile().endsWith(u"/embedscope.ini"_s));
}

void TstAppSettings::remembers()
{
    const QString file = fileAt(u"new/folder/kept.ini"_s);
    const QByteArray bytes = QByteArray::fromHex("00ff017f0a22");
    {
        AppSettings settings(file);
        settings.setPollInterval(42s);
        settings.setThemeChoice(Theme::Choice::Dark);
        settings.setClipColouring(ClipColouring::Choice::Likeness);
        settings.setPacksAnswers(false);
        settings.setArchiveGigabytes(20);
        settings.setArchiveDays(90);
        settings.setCacheMib(256);
        settings.setWindowGeometry(bytes);
        settings.setWindowState(bytes + "a");
        settings.setTableHeaderState(bytes + "b");
        settings.setSplitterState(u"main"_s, bytes + "c");
        settings.setSplitterState(u"inspector"_s, bytes + "d");
        settings.setExportFolder(m_folder.path());
        settings.setOpenFolder(m_folder.path());
    }
    const AppSettings settings(file);
    QCOMPARE(settings.pollInterval(), 42s);
    QCOMPARE(settings.themeChoice(), Theme::Choice::Dark);
    QCOMPARE(settings.clipColouring(), ClipColouring::Choice::Likeness);
    QVERIFY(!settings.packsAnswers());
    QCOMPARE(settings.archiveLimits().mostBytes, 20'000'000'000);
    QCOMPARE(settings.archiveLimits().mostDays, 90);
    QCOMPARE(settings.cacheMib(), 256);
    QCOMPARE(settings.windowGeometry(), bytes);
    QCOMPARE(settings.windowState(), bytes + "a");
    QCOMPARE(settings.tableHeaderState(), bytes + "b");
    QCOMPARE(settings.splitterState(u"main"_s), bytes + "c");
    QCOMPARE(settings.splitterState(u"inspector"_s), bytes + "d");
    QCOMPARE(settings.exportFolder(), m_folder.path());
    QCOMPARE(settings.openFolder(), m_folder.path());
}

void TstAppSettings::whatMakesNoSenseIsTheDefault()
{
    const QString path = fileAt(u"odd.ini"_s);
    const auto read = [&path](const QByteArray &content) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("cannot write");
        file.write(content);
        file.close();
        return std::make_unique<AppSettings>(path);
    };
    QCOMPARE(read("[polling]\ninterval_seconds=soon\n")->pollInterval(), 5s);
    QCOMPARE(read("[polling]\ninterval_seconds=0\n")->pollInterval(), 1s);
    QCOMPARE(read("[polling]\ninterval_seconds=-9223372036854775808\n")->pollInterval(), 1s);
    QCOMPARE(read("[polling]\ninterval_seconds=99999999999\n")->pollInterval(), 3600s);
    QCOMPARE(read("[window]\ntheme=Pink\n")->themeChoice(), Theme::Choice::Desktop);
    QCOMPARE(read("[window]\ntheme=Light\n")->themeChoice(), Theme::Choice::Light);
    QCOMPARE(read("[window]\nclip_colouring=Taste\n")->clipColouring(), ClipColouring::Choice::Modality);
    QVERIFY(read("[archive]\npack=perhaps\n")->packsAnswers());
    QVERIFY(!read("[archive]\npack=false\n")->packsAnswers());
    QCOMPARE(read("[archive]\nlimit_gigabytes=-5\nlimit_days=much\n")->archiveLimits().mostBytes, 0); // never by mistake
    QCOMPARE(read("[archive]\nlimit_days=much\n")->archiveDays(), 0);
    QCOMPARE(read("[archive]\nlimit_gigabytes=99999999\n")->archiveGigabytes(), 100'000.0);
    QCOMPARE(read("[archive]\nlimit_gigabytes=0.05\n")->archiveLimits().mostBytes, 50'000'000);
    QCOMPARE(read("[archive]\nlimit_gigabytes=0.0001\n")->archiveLimits().mostBytes, 10'000'000);
    QCOMPARE(read("[archive]\nlimit_gigabytes=nan\n")->archiveLimits().mostBytes, 0);
    QCOMPARE(read("[archive]\nlimit_gigabytes=inf\n")->archiveLimits().mostBytes, 0);
    QCOMPARE(read("[memory]\nresults_mib=0\n")->cacheMib(), 16);
    QCOMPARE(read("[memory]\nresults_mib=all\n")->cacheMib(), 1024);
    QVERIFY(read("[export]\nfolder=/there/is/no/such/folder\n")->exportFolder()
            != u"/there/is/no/such/folder"_s);
    QCOMPARE(read(QByteArray("\0\xff[[[\n=", 7))->pollInterval(), 5s);

    AppSettings settings(path);
    settings.setPollInterval(0s);
    QCOMPARE(settings.pollInterval(), 1s);
}

EMBEDSCOPE_TEST(TstAppSettings)
#include "tst_appsettings.moc"
