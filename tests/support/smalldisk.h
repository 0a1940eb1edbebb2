// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QProcess>

namespace embedscope::test {

/// A file system of its own with little room, in memory, mounted on a folder as long as this lives. Only root can mount one:
/// a test that gets none skips.
class SmallDisk final
{
public:
    /// `size` as mount takes it: "1m".
    SmallDisk(const QString &folder, const QString &size) : m_folder(folder)
    {
        QDir().mkpath(folder);
        m_isMounted = run(QStringLiteral("mount"),
                          {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"), QStringLiteral("size=") + size,
                           QStringLiteral("none"), folder});
    }
    ~SmallDisk()
    {
        if (m_isMounted)
            run(QStringLiteral("umount"), {m_folder});
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    bool isMounted() const { return m_isMounted; }
    /// "remount,ro", "remount,size=2m": whether it worked.
    bool remount(const QString &options)
    {
        return run(QStringLiteral("mount"), {QStringLiteral("-o"), options, m_folder});
    }

private:
    static bool run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(program, arguments);
        return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }

    QString m_folder;
    bool m_isMounted;
};

} // namespace embedscope::test
