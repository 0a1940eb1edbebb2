// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keyfinder.h"

#include "support/testprogram.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace embedscope;

/// Where the key comes from, in the order that is promised. The keyring itself is tried in tests/long.
class TestKeyFinder final : public QObject
{
    Q_OBJECT

private:
    struct Outcome
    {
        ApiKey key;
        QString problem;
    };

    static Outcome search(const QString &file, const QMap<QString, QString> &variables)
    {
        KeyFinder::Options options{.keyFile = file, .useKeyring = false, .environment = QProcessEnvironment()};
        for (auto it = variables.cbegin(); it != variables.cend(); ++it)
            options.environment.insert(it.key(), it.value());
        KeyFinder finder(options);
        Outcome outcome;
        bool done = false;
        connect(&finder, &KeyFinder::found, &finder, [&](const ApiKey &key) {
            outcome.key = key;
            done = true;
        });
        connect(&finder, &KeyFinder::failed, &finder, [&](const QString &sentence) {
            outcome.problem = sentence;
            done = true;
        });
        finder.start();
        if (done || !test::waitFor([&] { return done; }))
            qFatal("found() and failed() must come, and after start() returned");
        return outcome;
    }
    QString write(const QByteArray &content)
    {
        const QString path = m_folder.filePath(QStringLiteral("key.txt"));
        QFile file(path);
        if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return path;
    }
    const QTemporaryDir m_folder;

private Q_SLOTS:
    void theFileComesFirst()
    {
        const QString path = write("tlk_file\r\n");
        const Outcome outcome = search(path, {{QStringLiteral("TWELVELABS_API_KEY"), QStringLiteral("tlk_env")}});
        QCOMPARE(outcome.key.value(), QByteArray("tlk_file"));
        QCOMPARE(outcome.key.source(), ApiKey::Source::File);
        QCOMPARE(outcome.key.sourceName(), path);
        QVERIFY(outcome.key.wasTrimmed());
        QVERIFY(!search(write("tlk_file"), {}).key.wasTrimmed());
    }

    void theFirstVariableThatIsNotEmpty()
    {
        const Outcome outcome = search({}, {{QStringLiteral("TWELVELABS_API_KEY"), QStringLiteral("  ")},
                                            {QStringLiteral("TWELVE_LABS_API_KEY"), QStringLiteral("second")},
                                            {QStringLiteral("TL_API_KEY"), QStringLiteral("third")}});
        QCOMPARE(outcome.key.value(), QByteArray("second"));
        QCOMPARE(outcome.key.sourceName(), QStringLiteral("TWELVE_LABS_API_KEY"));
    }

    void nothingAnywhereIsAnEmptyKey()
    {
        const Outcome outcome = search({}, {});
        QVERIFY(outcome.key.isEmpty());
        QVERIFY(outcome.problem.isEmpty());
    }

    void aFileThatCannotServeIsAProblemAndNoFallback_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray("\n");
        QTest::newRow("too large") << QByteArray(5000, 'k');
        QTest::newRow("two lines") << QByteArray("tlk_a\ntlk_b\n");
        QTest::newRow("spaces") << QByteArray("my secret key");
    }
    void aFileThatCannotServeIsAProblemAndNoFallback()
    {
        QFETCH(QByteArray, content);
        const Outcome outcome
            = search(write(content), {{QStringLiteral("TWELVELABS_API_KEY"), QStringLiteral("tlk_env")}});
        QVERIFY(outcome.key.isEmpty());
        QVERIFY(outcome.problem.contains(m_folder.path()));
        QVERIFY2(!outcome.problem.contains(QStringLiteral("secret")), "the value is never named");
    }

    /// <(pass show key), for one: it opens before the key is there.
    void aFifoIsReadToItsEnd()
    {
        const QString path = m_folder.filePath(QStringLiteral("fifo"));
        QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        std::thread writer([&path] {
            const int handle = ::open(path.toLocal8Bit().constData(), O_WRONLY | O_CLOEXEC);
            for (const char *piece : {"tlk_", "in_pieces", "\n"}) {
                if (::write(handle, piece, std::strlen(piece)) < 0)
                    qFatal("cannot write");
            }
            ::close(handle);
        });
        const Outcome outcome = search(path, {});
        writer.join();
        QCOMPARE(outcome.problem, QString());
        QCOMPARE(outcome.key.value(), QByteArray("tlk_in_pieces"));
    }

    void aFifoThatNobodyWritesToHoldsNothingUp()
    {
        const QString path = m_folder.filePath(QStringLiteral("silent"));
        QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        KeyFinder finder({.keyFile = path, .useKeyring = false, .environment = QProcessEnvironment()});
        QSignalSpy found(&finder, &KeyFinder::found);
        finder.start(); // returns
        QCOMPARE(found.count(), 0);
        // And the finder ends, else this test never does.
    }

    void aFileThatIsNotThere()
    {
        const Outcome outcome = search(m_folder.filePath(QStringLiteral("missing")), {});
        QVERIFY(outcome.problem.contains(QStringLiteral("missing")));
    }
};

EMBEDSCOPE_TEST(TestKeyFinder)
#include "tst_keyfinder.moc"
