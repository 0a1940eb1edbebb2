// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/partfile.h"

#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Under a name stands what was moved there, and nothing is left of what was not.
class TestPartFile final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden | QDir::System); }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    static void put(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewFile()
    {
        put(path(u"a"_s), "old");
        {
            PartFile part(m_folder->path());
            QCOMPARE(part.create(), 0);
            QCOMPARE(part.write("new", 3), 0);
            QCOMPARE(part.sync(), 0);
            QCOMPARE(contentOf(path(u"a"_s)), QByteArray("old"));
            QCOMPARE(part.moveTo(u"a"_s), 0);
        }
        QCOMPARE(files(), QStringList{u"a"_s});
        QCOMPARE(contentOf(path(u"a"_s)), QByteArray("new"));
        QVERIFY(!(QFile::permissions(path(u"a"_s)) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void goesWhereItIsNotMoved()
    {
        put(path(u"a"_s), "old");
        {
            PartFile part(m_folder->path());
            QCOMPARE(part.create(), 0);
            QCOMPARE(part.write("new", 3), 0);
            QVERIFY(QDir().mkdir(path(u"taken"_s)));
            QCOMPARE(part.moveTo(u"taken"_s), EISDIR);
        }
        QCOMPARE(files(), QStringList{u"a"_s});
    }

    void anotherNameForAFile()
    {
        put(path(u"arrived"_s), "body");
        for (int round = 0; round < 2; ++round) { // the second time it is there already, and the very same file
            PartFile part(m_folder->path());
            QCOMPARE(part.adopt(path(u"arrived"_s)), 0);
            QCOMPARE(part.sync(), 0);
            QCOMPARE(part.moveTo(u"kept"_s), 0);
        }
        QCOMPARE(files(), (QStringList{u"arrived"_s, u"kept"_s}));
        QVERIFY(QFile::remove(path(u"arrived"_s)));
        QCOMPARE(contentOf(path(u"kept"_s)), QByteArray("body"));
    }

    void whatCannotBeAdopted()
    {
        QCOMPARE(PartFile(m_folder->path()).adopt(path(u"missing"_s)), ENOENT);
        QCOMPARE(PartFile(m_folder->path()).adopt(u"/proc/version"_s), EXDEV);
        QCOMPARE(PartFile(path(u"missing"_s)).create(), ENOENT);
        QCOMPARE(files(), QStringList());
    }

    void sweepsWhatNobodyWrites()
    {
        put(path(u".part-0123456789abcdef"_s), "half");
        put(path(u"a.json"_s), "whole");
        put(path(u".hidden"_s), "not ours");
        PartFile alive(m_folder->path());
        QCOMPARE(alive.create(), 0);
        put(path(u"arrived"_s), "body");
        PartFile adopted(m_folder->path());
        QCOMPARE(adopted.adopt(path(u"arrived"_s)), 0);
        PartFile::sweep(m_folder->path());
        QVERIFY(!QFile::exists(path(u".part-0123456789abcdef"_s)));
        QCOMPARE(files().size(), 5);
        QCOMPARE(alive.moveTo(u"b.json"_s), 0);
        QCOMPARE(adopted.moveTo(u"c.json"_s), 0);
    }
};

EMBEDSCOPE_TEST(TestPartFile)
#include "tst_partfile.moc"
