// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democommand.h"
#include "demo/demoprocess.h"
#include "demo/demoservice.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

bool answers(const QString &url)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(QUrl(url).port()));
    return socket.waitForConnected(5000);
}

/// A program that says what `script` says.
QString program(const QTemporaryDir &folder, const QByteArray &script)
{
    QFile file(folder.filePath(u"program"_s));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("#!/bin/sh\n" + script);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return file.fileName();
}

} // namespace

/// This very program is the demo service, too; and a parent that gets killed.
class TestDemoProcess final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAndEndsWithTheObject()
    {
        auto process = std::make_unique<DemoProcess>();
        QSignalSpy started(process.get(), &DemoProcess::started);
        QSignalSpy failed(process.get(), &DemoProcess::failed);
        process->start();
        QTRY_COMPARE(started.size(), 1);
        const QString url = started[0][0].toString();
        QCOMPARE(started[0][1].toByteArray(), QByteArray("demo"));
        QCOMPARE(started[0][2].value<QList<DemoTask>>(), DemoService::tasks());
        QVERIFY(answers(url));
        process.reset();
        QVERIFY(!answers(url));
        QCOMPARE(failed.size(), 0);
    }

    void endsWithAParentThatIsKilled()
    {
        QProcess parent;
        parent.start(QCoreApplication::applicationFilePath(), {u"parent"_s});
        QVERIFY(parent.waitForReadyRead(30'000));
        const QString url = QString::fromUtf8(parent.readLine()).trimmed();
        QVERIFY(answers(url));
        parent.kill();
        QVERIFY(parent.waitForFinished());
        QTRY_VERIFY(!answers(url));
    }

    void theChildGetsNoKeyOfTheUser()
    {
        const QTemporaryDir folder;
        const QString path =
            program(folder,
                    "echo \"url http://127.0.0.1:1/v1.3\"\n"
                    "echo \"key [$TWELVELABS_API_KEY$TWELVE_LABS_API_KEY$TL_API_KEY] $*\"\n"
                    "for i in 1 2 3 4 5 6 7 8 9; do echo \"task $i what it is\"; done\ncat\n");
        for (const char *variable : {"TWELVELABS_API_KEY", "TWELVE_LABS_API_KEY", "TL_API_KEY"})
            qputenv(variable, "secret");
        DemoProcess process(path, nullptr);
        QSignalSpy started(&process, &DemoProcess::started);
        process.start();
        QTRY_COMPARE(started.size(), 1);
        QCOMPARE(started[0][1].toByteArray(), QByteArray("[] demo-service --until-stdin-closes"));
        QCOMPARE(started[0][2].value<QList<DemoTask>>().at(8), (DemoTask{u"9"_s, u"what it is"_s}));
    }

    void aProgramThatIsNotThere()
    {
        DemoProcess process(u"/nowhere/at/all"_s, nullptr);
        QSignalSpy failed(&process, &DemoProcess::failed);
        process.start();
        QCOMPARE(failed.size(), 0); // always later
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!failed[0][0].toString().isEmpty());
    }

    void aServiceThatEnds_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("said");
        QTest::newRow("with a word") << QByteArray("echo 'no port left' >&2; exit 1\n") << u"no port left"_s;
        QTest::newRow("without") << QByteArray("exit 0\n") << u"ended"_s;
        QTest::newRow("in the middle") << QByteArray("echo 'url x'; kill -9 $$\n") << u"ended"_s;
    }
    void aServiceThatEnds()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, said);
        const QTemporaryDir folder;
        DemoProcess process(program(folder, script), nullptr);
        QSignalSpy started(&process, &DemoProcess::started);
        QSignalSpy failed(&process, &DemoProcess::failed);
        process.start();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY2(failed[0][0].toString().contains(said), qPrintable(failed[0][0].toString()));
        QCOMPARE(started.size(), 0);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QByteArray role = argc > 1 ? argv[1] : "";
    if (role == "demo-service")
        return runDemoCommand(QCoreApplication::arguments().mid(2), stdout, stderr);
    if (role == "parent") {
        DemoProcess process;
        QObject::connect(&process, &DemoProcess::started, &app, [](const QString &url) {
            std::puts(qPrintable(url));
            std::fflush(stdout);
        });
        process.start();
        return QCoreApplication::exec();
    }
    TestDemoProcess test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_demoprocess.moc"
