// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Checks every #include of src/ against what the room's CMakeLists.txt names under USES. The compiler alone does not:
/// <QtWidgets/QWidget> compiles anywhere once Qt's include folder is known.
class TestIncludeTable final : public QObject
{
    Q_OBJECT

private:
    QString m_src = QStringLiteral(EMBEDSCOPE_SOURCE_DIR "/src");

    static QString contentOf(const QString &path)
    {
        QFile file(path);
        if (!file.open(QFile::ReadOnly))
            qFatal("cannot read %s", qPrintable(path));
        return QString::fromUtf8(file.readAll());
    }

    /// The words after USES in a room's CMakeLists.txt, and for the program what it links.
    static QSet<QString> usesOf(const QString &cmake)
    {
        static const QRegularExpression uses(u"(?:USES|target_link_libraries\\(embedscope PRIVATE)\\s+([^)]*)\\)"_s);
        static const QRegularExpression spaces(u"\\s+"_s);
        const QStringList words = uses.match(cmake).captured(1).split(spaces, Qt::SkipEmptyParts);
        return {words.begin(), words.end()};
    }

    /// "Qt6::Core" for QString: the modules whose include folder has such a header; several may (QtDesigner repeats some).
    static QSet<QString> modulesOf(const QString &header)
    {
        static QHash<QString, QSet<QString>> modules;
        if (modules.isEmpty()) {
            const QDir root(QLibraryInfo::path(QLibraryInfo::HeadersPath));
            const auto folders = root.entryList({u"Qt*"_s}, QDir::Dirs);
            for (const QString &folder : folders) {
                const auto names = QDir(root.filePath(folder)).entryList(QDir::Files);
                for (const QString &name : names)
                    modules[name].insert(u"Qt6::"_s + folder.mid(2));
            }
        }
        return modules.value(header.section(u'/', -1));
    }

    /// Why a room may not include this, or nothing.
    static QString objection(const QString &room, const QString &header, bool isLocal, const QSet<QString> &uses)
    {
        if (isLocal) {
            const QString other = header.section(u'/', 0, 0);
            if (!header.contains(u'/'))
                return header.startsWith("ui_"_L1) || header.endsWith(".moc"_L1) || header.startsWith("moc_"_L1) ? QString() : u"names no room"_s;
            return other == room || uses.contains(u"embedscope::"_s + other) ? QString() : u"uses another room"_s;
        }
        if (header.startsWith("simdjson"_L1))
            return uses.contains(u"simdjson::simdjson"_s) ? QString() : u"simdjson"_s;
        if (header.startsWith("zstd"_L1))
            return uses.contains(u"Zstd::zstd"_s) ? QString() : u"zstd"_s;
        if (header.startsWith("openssl/"_L1))
            return uses.contains(u"OpenSSL::Crypto"_s) ? QString() : u"OpenSSL"_s;
        if (header.startsWith("qt6keychain"_L1))
            return uses.contains(u"qt6keychain"_s) ? QString() : u"QtKeychain"_s;
        if (header.startsWith("Eigen"_L1))
            return uses.contains(u"Eigen3::Eigen"_s) ? QString() : u"Eigen"_s;
        const QSet<QString> modules = modulesOf(header);
        if (modules.isEmpty() || modules.intersects(uses))
            return {}; // the standard library and the system
        // Whoever may use Widgets may use Gui, on which it stands.
        if (modules.contains(u"Qt6::Gui"_s) && uses.contains(u"Qt6::Widgets"_s))
            return {};
        return QStringList(modules.begin(), modules.end()).join(u" or "_s);
    }

private Q_SLOTS:
    void everyIncludeIsInTheTable()
    {
        static const QRegularExpression include(u"^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"_s,
                                                QRegularExpression::MultilineOption);
        QStringList objections;
        int checked = 0;
        const auto rooms = QDir(m_src).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &room : rooms) {
            const QString folder = m_src + u'/' + room;
            const QSet<QString> uses = usesOf(contentOf(folder + u"/CMakeLists.txt"_s));
            QVERIFY2(!uses.isEmpty(), qPrintable(room));
            QDirIterator files(folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString path = files.next();
                auto matches = include.globalMatch(contentOf(path));
                while (matches.hasNext()) {
                    const auto match = matches.next();
                    ++checked;
                    const QString why = objection(room, match.captured(2), match.captured(1) == "\""_L1, uses);
                    if (!why.isEmpty())
                        objections += u"%1 includes %2 (%3)"_s.arg(path.mid(m_src.size() + 1), match.captured(2), why);
                }
            }
        }
        QVERIFY2(objections.isEmpty(), qPrintable(u'\n' + objections.join(u'\n')));
        QVERIFY2(checked > 100, "the check found hardly any include: it looks in the wrong place");
    }

    void theCheckObjects()
    {
        const QSet<QString> core{u"Qt6::Core"_s};
        QVERIFY(!objection(u"core"_s, u"QtWidgets/QWidget"_s, false, core).isEmpty());
        QVERIFY(!objection(u"core"_s, u"QNetworkReply"_s, false, core).isEmpty());
        QVERIFY(!objection(u"core"_s, u"simdjson.h"_s, false, core).isEmpty());
        QVERIFY(!objection(u"core"_s, u"zstd.h"_s, false, core).isEmpty());
        QVERIFY(!objection(u"core"_s, u"openssl/evp.h"_s, false, core).isEmpty());
        QVERIFY(!objection(u"core"_s, u"reader/taskreader.h"_s, true, core).isEmpty());
        QVERIFY(objection(u"core"_s, u"core/taskid.h"_s, true, core).isEmpty());
        QVERIFY(objection(u"core"_s, u"QString"_s, false, core).isEmpty());
        QVERIFY(objection(u"core"_s, u"vector"_s, false, core).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestIncludeTable)
#include "tst_includetable.moc"
