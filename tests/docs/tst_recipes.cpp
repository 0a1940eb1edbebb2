// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Runs docs/recipes.md: the commands of its first block, then its Python, with the program's own exports.
class TestRecipes final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_recipes = QStringLiteral(EMBEDSCOPE_SOURCE_DIR "/docs/recipes.md");
    QString m_answers = QStringLiteral(EMBEDSCOPE_TEST_DATA "/answers/derived_v2_67ca93a989d8a564e80dc3ba.json");

    /// What it said on both streams; empty where it does not exit with 0.
    QByteArray run(const QString &program, const QStringList &arguments, bool *isFine)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        *isFine = process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit
            && process.exitCode() == 0;
        return process.readAll();
    }
    /// A Python that has NumPy: the system's, for that is where Debian's package puts it.
    QString python()
    {
        for (const QString &candidate : {u"/usr/bin/python3"_s, u"python3"_s}) {
            bool isFine = false;
            run(candidate, {u"-c"_s, u"import numpy"_s}, &isFine);
            if (isFine)
                return candidate;
        }
        return {};
    }
    /// The lines of the document's block of shell commands.
    QStringList commands() const
    {
        QFile file(m_recipes);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll()).section(u"```sh\n"_s, 1).section(u"```"_s, 0, 0).split(u'\n', Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void theCommands()
    {
        QVERIFY(QFile::copy(m_answers, m_folder.filePath(u"answers.json"_s)));
        QCOMPARE(commands().size(), 4);
        for (const QString &command : commands()) {
            QStringList words = command.split(u' ');
            QCOMPARE(words.takeFirst(), u"embedscope"_s);
            bool isFine = false;
            const QByteArray said = run(QStringLiteral(EMBEDSCOPE_PROGRAM), words, &isFine);
            QVERIFY2(isFine, qPrintable(command + u": "_s + QString::fromUtf8(said)));
        }
    }

    void thePython()
    {
        const QString interpreter = python();
        if (interpreter.isEmpty())
            QSKIP("There is no python3 with NumPy here (Debian: python3-numpy), so the recipes were not run.");
        bool isFine = false;
        const QByteArray said = run(
            interpreter, {QStringLiteral(EMBEDSCOPE_SOURCE_DIR "/tests/docs/check_recipes.py"), m_recipes, m_answers},
            &isFine);
        QVERIFY2(isFine, said.constData());
        QVERIFY2(said.startsWith("ran 6 blocks for numpy"), said.constData());
        qInfo("%s", said.constData());
    }
};

QTEST_GUILESS_MAIN(TestRecipes)
#include "tst_recipes.moc"
