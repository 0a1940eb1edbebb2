// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/npyexport.h"

#include "exporting/csvtext.h"
#include "exporting/exportfolder.h"
#include "exporting/npyheader.h"
#include "exporting/safename.h"
#include "exporting/unusable.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// One matrix to be written.
struct Matrix
{
    QString name; // without an ending
    QString modality;
    QString scope;
    quint32 dimension = 0;
    std::vector<const Segment *> rows; // by position
};

QByteArray timeText(double seconds)
{
    return std::isfinite(seconds) ? numberText(seconds) : QByteArray();
}

/// The most common length among vectors with a norm, the earlier one of two that are equally common.
quint32 usualDimension(const std::vector<const Segment *> &segments)
{
    std::map<quint32, int> counts;
    quint32 usual = 0;
    for (const Segment *const segment : segments) {
        if (segment->hasNorm())
            ++counts[segment->length];
    }
    for (const Segment *const segment : segments) {
        if (segment->hasNorm() && (usual == 0 || counts[segment->length] > counts[usual]))
            usual = segment->length;
    }
    return usual;
}

/// All matrices of one task, and what has no place in them.
class TaskMatrices final
{
public:
    TaskMatrices(const ExportEntry &entry, ExportFolder &folder, ExportRun &run)
        : m_entry(entry), m_folder(folder), m_run(run)
    {
    }

    bool write(FileNames &names, QByteArray &index);

private:
    void plan(FileNames &names);
    void sortOut(Matrix &matrix, const std::vector<const Segment *> &segments);
    bool writeText(const QString &name, const QByteArray &text);
    bool writeRows(const Matrix &matrix);
    bool writeFloats(const Matrix &matrix);
    bool writeDoubles();
    bool isFloat32() const { return !m_run.job().options.float64; }
    QByteArray cell(const QString &text) const
    {
        return csvField(text, m_run.job().options.safeCells ? CsvCells::Safe : CsvCells::Plain);
    }

    const ExportEntry &m_entry;
    ExportFolder &m_folder;
    ExportRun &m_run;
    EmbeddingTask m_task;
    std::vector<Matrix> m_matrices;
    std::vector<size_t> m_matrixOf; // position -> index of its matrix; none where it is in none
    QByteArray m_leftOut;
};

constexpr size_t none = ~size_t(0);

bool TaskMatrices::write(FileNames &names, QByteArray &index)
{
    if (!m_run.read(m_entry, m_task))
        return false;
    plan(names);
    const QByteArray file = cell(summarize(m_task).file);
    const QByteArray id = cell(m_entry.id.toString());
    for (const Matrix &matrix : m_matrices) {
        if (!writeRows(matrix) || (isFloat32() && !writeFloats(matrix)))
            return false;
        index += cell(matrix.name + u".npy"_s) + ',' + cell(matrix.name + u"_rows.csv"_s) + ',' + id + ',' + file + ','
            + cell(matrix.modality) + ',' + cell(matrix.scope) + ','
            + QByteArray::number(matrix.rows.size()) + ',' + QByteArray::number(matrix.dimension) + "\r\n";
    }
    if (!m_leftOut.isEmpty()
        && !writeText(names.take(m_entry.id.toString() + u"_left_out"_s) + u".csv"_s,
                      "position,modality,scope,start,end,reason\r\n" + m_leftOut))
        return false;
    if (isFloat32())
        return true;
    m_task.matrix = {};
    return writeDoubles();
}

void TaskMatrices::plan(FileNames &names)
{
    std::vector<const Segment *> segments;
    for (const Segment &segment : m_task.segments) {
        if (m_entry.takes(segment.position))
            segments.push_back(&segment);
    }
    std::sort(segments.begin(), segments.end(),
              [](const Segment *a, const Segment *b) { return a->position < b->position; });
    std::map<std::pair<quint16, quint16>, std::vector<const Segment *>> groups;
    for (const Segment *const segment : segments)
        groups[{segment->modality, segment->scope}].push_back(segment);
    m_matrixOf.assign(segments.empty() ? 0 : size_t(segments.back()->position) + 1, none);
    for (const auto &[key, group] : groups) {
        Matrix matrix;
        matrix.modality = m_task.modalities.at(key.first);
        matrix.scope = m_task.scopes.at(key.second);
        matrix.dimension = usualDimension(group);
        sortOut(matrix, group);
        if (matrix.rows.empty())
            continue;
        matrix.name = names.take(m_entry.id.toString() + u'_' + safeName(matrix.modality) + u'_'
                                 + safeName(matrix.scope));
        for (const Segment *const segment : matrix.rows)
            m_matrixOf[segment->position] = m_matrices.size();
        m_run.outcome().segments += static_cast<int>(matrix.rows.size());
        m_matrices.push_back(std::move(matrix));
    }
}

void TaskMatrices::sortOut(Matrix &matrix, const std::vector<const Segment *> &segments)
{
    for (const Segment *const segment : segments) {
        const auto reason = whyUnusable(m_task, *segment, matrix.dimension, isFloat32());
        if (!reason) {
            matrix.rows.push_back(segment);
            continue;
        }
        noteUnusable(m_run, m_entry.id, m_task, *segment, *reason);
        m_leftOut += QByteArray::number(segment->position) + ',' + cell(matrix.modality) + ','
            + cell(matrix.scope) + ',' + timeText(startNumber(m_task.axis, segment->startSec)) + ',' + timeText(endNumber(m_task.axis, segment->endSec)) + ','
            + reasonWord(*reason) + "\r\n";
    }
}

bool TaskMatrices::writeText(const QString &name, const QByteArray &text)
{
    const auto file = m_folder.create(name, m_run);
    return file && file->writer().write(text) && file->finish();
}

bool TaskMatrices::writeRows(const Matrix &matrix)
{
    QByteArray text = "position,start,end,norm\r\n";
    for (const Segment *const segment : matrix.rows)
        text += QByteArray::number(segment->position) + ',' + timeText(startNumber(m_task.axis, segment->startSec)) + ','
            + timeText(endNumber(m_task.axis, segment->endSec)) + ',' + numberText(segment->norm) + "\r\n";
    return writeText(matrix.name + u"_rows.csv"_s, text);
}

bool TaskMatrices::writeFloats(const Matrix &matrix)
{
    const auto file = m_folder.create(matrix.name + u".npy"_s, m_run);
    if (!file || !file->writer().write(npyHeader(matrix.rows.size(), matrix.dimension, sizeof(float))))
        return false;
    std::vector<float> row(matrix.dimension);
    for (const Segment *const segment : matrix.rows) {
        const auto values = m_task.matrix.row(segment->offset, segment->length);
        qToLittleEndian<float>(values.data(), static_cast<qsizetype>(values.size()), row.data());
        if (!file->writer().writeBlock(reinterpret_cast<const char *>(row.data()),
                                       static_cast<qint64>(row.size() * sizeof(float))))
            return false;
    }
    return file->finish();
}

/// Reads the answer once more, for its doubles, and writes all matrices side by side.
bool TaskMatrices::writeDoubles()
{
    constexpr size_t mostOpen = 64; // files at once: of more each is closed again behind its row
    const bool isClosed = m_matrices.size() > mostOpen;
    std::vector<std::unique_ptr<FolderFile>> files;
    for (const Matrix &matrix : m_matrices) {
        files.push_back(m_folder.create(matrix.name + u".npy"_s, m_run));
        if (!files.back()
            || !files.back()->writer().write(npyHeader(matrix.rows.size(), matrix.dimension, sizeof(double)))
            || (isClosed && !files.back()->rest()))
            return false;
    }
    std::vector<double> row;
    const bool isVisited = m_run.visit(m_entry, m_task, [&](const AnswerItem &item) {
        const size_t index = item.position < m_matrixOf.size() ? m_matrixOf[item.position] : none;
        if (index == none)
            return true;
        row.resize(item.numbers.size());
        qToLittleEndian<double>(item.numbers.data(), static_cast<qsizetype>(row.size()), row.data());
        FolderFile &file = *files[index];
        return file.wake()
            && file.writer().writeBlock(reinterpret_cast<const char *>(row.data()),
                                        static_cast<qint64>(row.size() * sizeof(double)))
            && (!isClosed || file.rest());
    });
    return isVisited && std::all_of(files.begin(), files.end(), [](auto &file) {
               const bool isWhole = file->wake() && file->finish();
               file.reset();
               return isWhole;
           });
}

} // namespace

bool writeMatrices(ExportFolder &folder, ExportRun &run)
{
    FileNames names;
    QByteArray index = "matrix,rows,task,file,modality,scope,count,dimension\r\n";
    for (const ExportEntry &entry : run.job().entries) {
        if (std::holds_alternative<AnswerBytes>(entry.content)
            && !TaskMatrices(entry, folder, run).write(names, index))
            return false;
    }
    const auto file = folder.create(u"index.csv"_s, run);
    return file && file->writer().write(index) && file->finish();
}

} // namespace embedscope
