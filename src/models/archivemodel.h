// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"
#include "store/answerarchive.h"
#include "store/taskkeeper.h"
#include "store/taskrecord.h"

#include <functional>
#include <vector>

namespace embedscope {

/// The answers in the archive as a table, with what the task list says of each. Takes whole listings of the folder, and
/// repeats what differs as ranges of rows: selection and scroll position survive.
class ArchiveModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum class Column { Id, File, Stored, RawSize, DiskSize, Form, Kept, Place };
    static constexpr int columnTotal = 8;
    enum Role {
        SortRole = Qt::UserRole + 1, ///< a typed value; invalid where missing
        SearchRole, ///< QString: the texts of the row, case-folded
        TasklessRole, ///< bool: no task of the list has to do with it
    };
    using Entries = std::vector<AnswerArchive::Entry>;
    using PlaceFinder = std::function<TaskKeeper::Place(const ArchivedAnswer &)>;

    struct Row
    {
        ArchivedAnswer answer;
        QString name; ///< of its file without folder, the order of the rows
        QDateTime storedAt;
        TaskKeeper::Place place = TaskKeeper::Place::Orphan;
        QString file;
        bool isKept = false;

        friend bool operator==(const Row &, const Row &) = default;
    };
    /// Bytes of all rows.
    struct Totals
    {
        int answers = 0;
        qint64 onDisk = 0;
        qint64 raw = 0; ///< as they came; of those that are not damaged
    };

    /// `list` must outlive the model, and whatever `place` asks.
    ArchiveModel(const TaskList &list, PlaceFinder place, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    const Row &at(int row) const { return m_rows[static_cast<size_t>(row)]; }
    Totals totals() const;

    void setEntries(const Entries &entries);
    /// Asks the list and the places anew.
    void refresh();

private:
    QString columnTitle(int column) const override;
    bool isNumber(int column) const override;
    QString cellText(int row, int column) const override;
    QString cellTip(int row, int column) const override;
    QVariant cellValue(int row, int column, int role) const override;
    Row rowFor(const ArchivedAnswer &answer, const QDateTime &storedAt) const;
    int stretchesThatDiffer(const std::vector<Row> &wanted) const;
    void removeMissing(const std::vector<Row> &wanted);
    void insertNew(const std::vector<Row> &wanted);
    void change(const std::vector<Row> &wanted);

    const TaskList &m_list;
    PlaceFinder m_place;
    std::vector<Row> m_rows; // ascending by the raw form's file name
};

} // namespace embedscope
