// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

class QMimeData;

namespace embedscope {

/// Turns what is dropped or pasted into text: as it is, or read from local files off the GUI thread.
class DroppedText final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 longestFile =
        16'000'000; ///< in bytes; a log that is longer is better searched with grep

    explicit DroppedText(QObject *parent = nullptr);

    /// Whether there is text or a local file in it.
    static bool canTake(const QMimeData &data);
    static QStringList localFiles(const QMimeData &data);
    /// Answers with taken(), always after this call returns.
    void take(const QMimeData &data);

    /// What could be read of the files, one after another, and a sentence about each one that could not.
    /// Blocking, safe on any thread.
    struct Content
    {
        QString text;
        QString problems; ///< empty where all went well
    };
    static Content readFiles(const QStringList &paths);

Q_SIGNALS:
    /// `problems` as in Content; `text` may be empty.
    void taken(const QString &text, const QString &problems);

private:
    void takeFiles(const QStringList &paths);
};

} // namespace embedscope
