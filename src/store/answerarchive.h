// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "store/archivedanswer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSet>

#include <functional>
#include <span>
#include <vector>

namespace embedscope {

class PartFile;

/// The folder with the raw answer of every ended task, exactly as it came. Whatever happens to the program or the machine:
/// under each name stands a whole answer or nothing, and what store() returned is on the disk. Calls block; for one thread,
/// not the GUI's. Failures are of the disk (isOfDisk), and their detail is a sentence for the user.
class AnswerArchive final
{
    Q_DECLARE_TR_FUNCTIONS(AnswerArchive)

public:
    /// What the folder tells of one answer, for when nothing else knows it any more.
    struct Entry
    {
        ArchivedAnswer answer; ///< with the first 8 bytes of its hash
        QDateTime storedAt; ///< UTC
    };

    /// Makes the folder where it is missing, for the user alone, and sweeps what killed programs left in it.
    explicit AnswerArchive(const QString &folder);

    /// "archive" in the XDG data folder of the program.
    static QString defaultFolder();
    /// Where answers should arrive, for SpoolFolder: storing one from there copies nothing.
    static QString incomingFolder(const QString &folder) { return folder + QStringLiteral("/incoming"); }

    /// Returns once the answer is on the disk. Stored a second time, it is the same file. `bytes` may go afterwards.
    Result<ArchivedAnswer> store(const TaskId &id, const AnswerBytes &bytes);
    /// Puts the packed form in the place of the raw one, after it was read back and compared. Returns the answer as it is where
    /// packing does not pay; Cancelled where `isCancelled` said so. A failure leaves the raw form where it was.
    Result<ArchivedAnswer> pack(const ArchivedAnswer &answer, const std::function<bool()> &isCancelled = {});

    /// The raw answer's bytes, whichever form it has; does not touch the disk. See archivedBytes().
    AnswerBytes open(const ArchivedAnswer &answer) const;
    /// Reads it all and compares its hash: Unreadable where the file is damaged, Network where it is gone or cannot be read.
    std::optional<Failure> verify(const ArchivedAnswer &answer) const;
    /// In whichever form. One that is not there is no failure.
    std::optional<Failure> remove(const ArchivedAnswer &answer);
    /// The same of many, with one sync of the folder for all; what became of each, in their order.
    std::vector<std::optional<Failure>> remove(std::span<const ArchivedAnswer> answers);
    /// All answers, in the order of their names. Damaged ones too: only verify() finds those.
    Result<std::vector<Entry>> contents() const { return contentsOf(m_folder); }
    /// The same without making or sweeping anything, beside one that stores and packs there; from any thread. Only the files
    /// of tasks that are `wanted` are looked at, where that is given: of the others the names alone are read.
    static Result<std::vector<Entry>> contentsOf(const QString &path,
                                                 const std::function<bool(const TaskId &)> &wanted = {});

private:
    std::optional<QByteArray> adopt(PartFile &part, const AnswerBytes &bytes);
    Result<QByteArray> copy(const TaskId &id, PartFile &part, const AnswerBytes &bytes) const;
    Result<ArchivedAnswer> putInPlace(const TaskId &id, qint64 size, const QByteArray &sha256, PartFile &part);
    std::optional<ArchivedAnswer> findWhole(const ArchivedAnswer &wanted) const;
    Result<ArchivedAnswer> keepWhatIsThere(const ArchivedAnswer &answer) const;
    std::optional<Failure> packInto(PartFile &part, ArchivedAnswer &answer, const std::function<bool()> &isCancelled) const;
    void settleTwins();

    QString pathOf(const ArchivedAnswer &answer) const { return m_folder + u'/' + answer.fileName(); }

    QString m_folder;
    QSet<QString> m_unsynced; // files whose sync failed once: the system may call the next one a success
};

} // namespace embedscope
