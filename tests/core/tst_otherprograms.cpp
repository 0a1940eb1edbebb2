// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/otherprograms.h"

#include "support/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// No program that is started from here gets the API key.
class TestOtherPrograms final : public QObject
{
    Q_OBJECT

private:
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void setKeys()
    {
        for (const QString &name : keyVariables())
            qputenv(name.toLatin1().constData(), "secret");
    }

private Q_SLOTS:
    void cleanup() { removeKeyVariables(); }

    void aProgramThatIsStarted()
    {
        const QTemporaryDir folder;
        const QString program = folder.filePath(u"program"_s);
        QFile script(program);
        QVERIFY(script.open(QFile::WriteOnly));
        script.write("#!/bin/sh\nenv > \"$1.part\"\nmv \"$1.part\" \"$1\"\n");
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        script.close();
        setKeys();
        qputenv("SOMETHING_ELSE", "stays");
        const QString told = folder.filePath(u"environment"_s);
        QVERIFY(startOther(program, {told}));
        QTRY_VERIFY(QFile::exists(told));
        QVERIFY(contentOf(told).contains("SOMETHING_ELSE=stays"));
        QVERIFY(!contentOf(told).contains("secret"));
    }

    void aProgramThatIsNotThere() { QVERIFY(!startOther(u"/nowhere/at/all"_s, {})); }

    void theProcessItself()
    {
        setKeys();
        QVERIFY(environmentOfOthers().contains(u"PATH"_s));
        removeKeyVariables();
        for (const QString &name : keyVariables())
            QVERIFY(!qEnvironmentVariableIsSet(name.toLatin1().constData()));
    }

    /// Whatever starts a program goes through here, or takes its environment from here.
    void nothingElseStartsPrograms()
    {
        static const QRegularExpression starts(
            u"\\bQDesktopServices\\b|\\bQProcess\\b(?!Environment)|\\bstartDetached\\b|\\bposix_spawn|\\bpopen\\b|\\bexec[vl]p?e?\\s*\\(|::fork\\b|std::system\\b"_s);
        const QStringList places{u"core/otherprograms.cpp"_s, u"widgets/openoutside.cpp"_s, u"demo/demoprocess.h"_s,
                                 u"demo/demoprocess.cpp"_s};
        const QString source = QStringLiteral(EMBEDSCOPE_TEST_DATA "/../../src/");
        QStringList found;
        QDirIterator files(source, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (starts.match(QString::fromUtf8(contentOf(path))).hasMatch())
                found.append(QDir(source).relativeFilePath(path));
        }
        for (const QString &path : std::as_const(found))
            QVERIFY2(places.contains(path), qPrintable(path));
        QCOMPARE(found.size(), places.size());
        QVERIFY(contentOf(source + u"demo/demoprocess.cpp"_s).contains("setProcessEnvironment(environmentOfOthers())"));
        QVERIFY(contentOf(source + u"widgets/openoutside.cpp"_s).contains("removeKeyVariables();"));
        QVERIFY(contentOf(source + u"app/main.cpp"_s).contains("removeKeyVariables();"));
    }
};

EMBEDSCOPE_TEST(TestOtherPrograms)
#include "tst_otherprograms.moc"
