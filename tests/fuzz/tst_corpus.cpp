// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/checks.h"

#include "support/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Replays what is checked in for the fuzzers, in every build and without them.
class TestCorpus final : public QObject
{
    Q_OBJECT

private:
    using Check = QString (*)(const QByteArray &);

    /// The check of a folder of the corpus.
    static Check checkFor(const QString &name)
    {
        const QHash<QString, Check> checks{{u"answer"_s, fuzz::checkAnswer},
                                           {u"ids"_s, fuzz::checkIds},
                                           {u"errorbody"_s, fuzz::checkErrorBody},
                                           {u"listpage"_s, fuzz::checkListPage},
                                           {u"headers"_s, fuzz::checkHeaders},
                                           {u"import"_s, fuzz::checkImport},
                                           {u"cutting"_s, fuzz::checkCutting}};
        return checks.value(name);
    }

    static void addFiles(const QString &name, const QString &folder)
    {
        QDirIterator files(folder, QDir::Files);
        while (files.hasNext()) {
            const QString path = files.next();
            QTest::newRow(qPrintable(name + u'/' + files.fileName())) << name << path;
        }
    }

private Q_SLOTS:
    void allIsAsItMustBe_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("path");
        const QDir corpus(QStringLiteral(EMBEDSCOPE_TEST_DATA "/../fuzz/corpus"));
        const QStringList names = corpus.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(names.size(), 7);
        for (const QString &name : names)
            addFiles(name, corpus.filePath(name));
        for (const char *const name : {"answer", "import", "cutting"})
            addFiles(QLatin1StringView(name), QStringLiteral(EMBEDSCOPE_TEST_DATA "/answers"));
    }
    void allIsAsItMustBe()
    {
        QFETCH(QString, name);
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Check check = checkFor(name);
        QVERIFY2(check, qPrintable(name));
        const QString broken = check(file.readAll());
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
    }
};

EMBEDSCOPE_TEST(TestCorpus)
#include "tst_corpus.moc"
