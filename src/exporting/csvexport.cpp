// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/csvexport.h"

#include "exporting/csvtext.h"
#include "exporting/measures.h"
#include "exporting/unusable.h"
#include "exporting/words.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr double noNorm = std::numeric_limits<double>::quiet_NaN();

QByteArray view(std::string_view text)
{
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}

/// "0,6": start and end in the service's own digits: seconds, or the numbers of pages or of a chunk.
QByteArray placesOf(AxisUnit unit, const AnswerItem &item)
{
    if (unit == AxisUnit::Pages)
        return view(item.startPage.empty() ? item.endPage : item.startPage) + ',' + view(item.endPage.empty() ? item.startPage : item.endPage);
    if (unit == AxisUnit::Chunks)
        return view(item.chunk) + ',' + view(item.chunk);
    return view(item.start) + ',' + view(item.end);
}

/// How many columns the vectors of all rows need.
class VectorColumns final
{
public:
    void add(const TaskId &task, const Segment &segment);
    quint32 count() const { return m_count; }
    /// Why such a table would be absurd; empty where it is not.
    QString objection() const;

private:
    quint32 m_count = 0;
    TaskId m_longest; // whose vector it is
    quint32 m_position = 0;
    quint64 m_rows = 0;
    quint64 m_numbers = 0;
};

void VectorColumns::add(const TaskId &task, const Segment &segment)
{
    ++m_rows;
    m_numbers += segment.length;
    if (segment.length <= m_count)
        return;
    m_count = segment.length;
    m_longest = task;
    m_position = segment.position;
}

/// Shorter vectors are padded, which is right for those of two models side by side. One vector of 200,000 numbers among
/// thousands of short ones would make a file of nothing but commas, thousands of times the size of what was read.
QString VectorColumns::objection() const
{
    constexpr quint64 mostEmptyForANumber = 16; // the service's dimensions are from 128 to 1,024
    constexpr quint64 mostEmptyAnyway = 64 << 20; // one byte each
    const quint64 empty = m_rows * m_count - m_numbers;
    if (empty <= mostEmptyForANumber * m_numbers + mostEmptyAnyway)
        return {};
    return ExportingWords::tr("item %1 of task %2 has a vector of %3 numbers, and most are far shorter, so the table would be "
                              "almost empty. Export as JSON or NumPy instead")
        .arg(m_position)
        .arg(m_longest.toString())
        .arg(m_count);
}

/// Writes the rows of one file; knows how many columns they have.
class CsvRows final
{
public:
    CsvRows(ExportWriter &writer, quint32 columns) : m_writer(writer), m_columns(columns) { }

    bool writeHead();
    bool writeTask(const ExportEntry &entry);

private:
    void addVector(const AnswerItem &item);

    ExportWriter &m_writer;
    quint32 m_columns; // of vectors
    QByteArray m_row;
};

bool CsvRows::writeHead()
{
    m_row = "task,file,modality,scope,start,end,norm,dimension";
    if (m_writer.run().job().options.measures)
        m_row += ",unit,quadrant,uncertainty";
    for (quint32 i = 0; i < m_columns; ++i)
        m_row += ",v" + QByteArray::number(i);
    return m_writer.write(m_row + "\r\n");
}

bool CsvRows::writeTask(const ExportEntry &entry)
{
    ExportRun &run = m_writer.run();
    EmbeddingTask task;
    if (!run.read(entry, task))
        return false;
    const bool hasOlderMeasures = entry.measures && entry.lacksVectors;
    const TaskMeasures measures = measuresOf(entry, task);
    for (const Segment &segment : task.segments) {
        const auto reason = whyUnusable(task, segment, segment.length, false);
        if (reason && !hasOlderMeasures && entry.takes(segment.position))
            noteUnusable(run, entry.id, task, segment, *reason);
    }
    const CsvCells cells = run.job().options.safeCells ? CsvCells::Safe : CsvCells::Plain;
    const QByteArray head = csvField(entry.id.toString(), cells) + ',' + csvField(summarize(task).file, cells) + ',';
    task.matrix = {};
    std::vector<QByteArray> places(run.job().options.measures ? measures.norms.size() : 0);
    for (const Segment &segment : task.segments) {
        if (!places.empty())
            places[segment.position] = unitWord(task.axis) + ',' + csvField(quadrantOf(task.scopes.at(segment.scope)), cells) + ','
                + (segment.hasUncertainty() ? numberText(segment.uncertainty) : QByteArray());
    }
    return run.visit(entry, task, [&](const AnswerItem &item) {
        if (!entry.takes(item.position))
            return true;
        const bool hasMeasures = item.position < measures.norms.size();
        const double norm = hasMeasures ? measures.norms[item.position] : noNorm;
        const quint32 dimension = hasMeasures ? measures.dimensions[item.position].value_or(0) : 0;
        const bool isKnown = item.hasVector || dimension > 0;
        m_row = head + csvField(QString::fromUtf8(view(item.modality)), cells) + ','
            + csvField(QString::fromUtf8(view(item.scope)), cells) + ',' + placesOf(task.axis, item) + ','
            + (std::isfinite(norm) ? numberText(norm) : QByteArray()) + ','
            + (isKnown ? QByteArray::number(dimension) : QByteArray());
        if (run.job().options.measures)
            m_row += ',' + (item.position < places.size() ? places[item.position] : QByteArrayLiteral(",,"));
        addVector(item);
        m_row += "\r\n";
        ++run.outcome().segments;
        return m_writer.write(m_row);
    });
}

void CsvRows::addVector(const AnswerItem &item)
{
    for (size_t i = 0; i < m_columns; ++i) {
        m_row += ',';
        if (i < item.texts.size())
            m_row.append(item.texts[i].data(), static_cast<qsizetype>(item.texts[i].size()));
    }
}

} // namespace

bool writeCsv(std::span<const ExportEntry> entries, ExportWriter &writer)
{
    const auto isAnswer = [](const ExportEntry &entry) {
        return std::holds_alternative<AnswerBytes>(entry.content);
    };
    VectorColumns columns;
    if (writer.run().job().options.vectors) {
        for (const ExportEntry &entry : entries) {
            EmbeddingTask task;
            if (isAnswer(entry) && !writer.run().read(entry, task))
                return false;
            for (const Segment &segment : task.segments) {
                if (entry.takes(segment.position))
                    columns.add(entry.id, segment);
            }
        }
    }
    if (const QString objection = columns.objection(); !objection.isEmpty())
        return writer.run().stop(ExportOutcome::Kind::Failed, objection);
    CsvRows rows(writer, columns.count());
    return rows.writeHead() && std::all_of(entries.begin(), entries.end(), [&](const ExportEntry &entry) {
               return !isAnswer(entry) || rows.writeTask(entry);
           });
}

} // namespace embedscope
