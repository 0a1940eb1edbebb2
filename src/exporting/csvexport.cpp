// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/csvexport.h"

#include "exporting/csvtext.h"
#include "exporting/unusable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Norm and dimension of each item of a task's data.
struct ItemMeasure
{
    double norm = std::numeric_limits<double>::quiet_NaN();
    quint32 dimension = 0;
};

/// From an earlier export, for an answer that has lost its vectors; where it says nothing, it stays unknown.
std::vector<ItemMeasure> measuresOf(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonArray norms = object.value("norm"_L1).toArray();
    const QJsonArray dimensions = object.value("dimension"_L1).toArray();
    std::vector<ItemMeasure> measures(static_cast<size_t>(norms.size()));
    for (qsizetype i = 0; i < norms.size(); ++i) {
        ItemMeasure &measure = measures[static_cast<size_t>(i)];
        measure.norm = norms[i].toDouble(measure.norm);
        measure.dimension = static_cast<quint32>(std::max(0, dimensions.at(i).toInt()));
    }
    return measures;
}

std::vector<ItemMeasure> measuresOf(const EmbeddingTask &task)
{
    std::vector<ItemMeasure> measures;
    for (const Segment &segment : task.segments) {
        if (measures.size() <= segment.position)
            measures.resize(size_t(segment.position) + 1);
        measures[segment.position] = {segment.norm, segment.length};
    }
    return measures;
}

QByteArray view(std::string_view text)
{
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
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
    const bool hasOlderMeasures = !entry.measures.isEmpty() && entry.lacksVectors;
    const std::vector<ItemMeasure> measures =
        hasOlderMeasures ? measuresOf(entry.measures) : measuresOf(task);
    for (const Segment &segment : task.segments) {
        const auto reason = whyUnusable(task, segment, segment.length, false);
        if (reason && !hasOlderMeasures && entry.takes(segment.position))
            noteUnusable(run, entry.id, task, segment, *reason);
    }
    const QByteArray head = csvField(entry.id.toString()) + ',' + csvField(summarize(task).file) + ',';
    task.matrix = {};
    return run.visit(entry, task, [&](const AnswerItem &item) {
        if (!entry.takes(item.position))
            return true;
        const ItemMeasure measure = item.position < measures.size() ? measures[item.position] : ItemMeasure();
        const bool isKnown = item.hasVector || measure.dimension > 0;
        m_row = head + csvField(QString::fromUtf8(view(item.modality))) + ','
            + csvField(QString::fromUtf8(view(item.scope))) + ',' + view(item.start) + ',' + view(item.end) + ','
            + (std::isfinite(measure.norm) ? numberText(measure.norm) : QByteArray()) + ','
            + (isKnown ? QByteArray::number(measure.dimension) : QByteArray());
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
    quint32 columns = 0;
    if (writer.run().job().options.vectors) {
        for (const ExportEntry &entry : entries) {
            EmbeddingTask task;
            if (isAnswer(entry) && !writer.run().read(entry, task))
                return false;
            for (const Segment &segment : task.segments)
                columns = std::max(columns, entry.takes(segment.position) ? segment.length : 0);
        }
    }
    CsvRows rows(writer, columns);
    return rows.writeHead() && std::all_of(entries.begin(), entries.end(), [&](const ExportEntry &entry) {
               return !isAnswer(entry) || rows.writeTask(entry);
           });
}

} // namespace embedscope
