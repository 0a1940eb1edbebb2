// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartsaving.h"

#include "charts/chartpicture.h"
#include "charts/timechart.h"
#include "charts/timechartview.h"
#include "core/whenfinished.h"
#include "exporting/bytesfile.h"
#include "exporting/safename.h"
#include "widgets/appsettings.h"
#include "widgets/chartcsv.h"
#include "widgets/matrixview.h"

#include <QBuffer>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QtConcurrentRun>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr double pictureScale = 2; // sharp on paper and on fine screens

/// What the dialog's filters stand for, in their order.
enum class ChartFile { Png, Svg, CsvSeen, CsvSelection, CsvAll };

QStringList chartFilters(bool hasSelection)
{
    QStringList filters{ChartSaving::tr("Picture (*.png)"), ChartSaving::tr("Drawing (*.svg)"),
                        ChartSaving::tr("Table of what is seen (*.csv)")};
    filters.append(hasSelection ? ChartSaving::tr("Table of the selection (*.csv)") : QString());
    filters.append(ChartSaving::tr("Table of everything (*.csv)"));
    filters.removeAll(QString());
    return filters;
}

ChartFile kindOf(const QString &filter)
{
    const qsizetype index = chartFilters(true).indexOf(filter);
    return index < 0 ? ChartFile::Png : ChartFile{static_cast<int>(index)};
}

QString suffixOf(ChartFile kind)
{
    return kind == ChartFile::Png ? u"png"_s : kind == ChartFile::Svg ? u"svg"_s : u"csv"_s;
}

/// What a file of this name holds: the ending that was typed says it better than a filter that was left as it stood.
ChartFile kindOf(const QString &path, const QString &filter)
{
    const ChartFile chosen = kindOf(filter);
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == suffixOf(chosen))
        return chosen;
    for (const ChartFile kind : {ChartFile::Png, ChartFile::Svg, ChartFile::CsvSeen}) {
        if (suffix == suffixOf(kind))
            return kind;
    }
    return chosen;
}

QByteArray pngBytes(const QImage &image)
{
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

ChartSaving::ChartSaving(const SharedTime &time, AppSettings &settings, QWidget &window)
    : QObject(&window), m_time(time), m_settings(settings), m_window(window)
{
}

std::optional<TimeRange> ChartSaving::selection(const TimeChart &chart) const
{
    if (const auto range = m_time.selectedRange())
        return range;
    const auto selected = m_time.selectedSegment();
    const auto clip = selected ? chart.view().laneSet().clipOf(*selected) : std::nullopt;
    return clip ? std::optional(TimeRange{clip->startSec, clip->endSec}) : std::nullopt;
}

void ChartSaving::begin(TimeChart &chart)
{
    const SharedTask &task = chart.view().task();
    if (!task)
        return;
    QFileDialog *const dialog = openDialog(chartFilters(selection(chart).has_value()), task->id, chart.accessibleName());
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString &filter) { dialog->setDefaultSuffix(suffixOf(kindOf(filter))); });
    const QPointer<TimeChart> kept = &chart;
    connect(dialog, &QDialog::accepted, this, [this, dialog, kept, id = task->id] {
        if (kept && kept->view().task() && kept->view().task()->id == id)
            write(*kept, dialog->selectedFiles().constFirst(), dialog->selectedNameFilter());
        else
            tellOther();
    });
}

void ChartSaving::begin(MatrixView &matrix, const TaskId &id)
{
    if (!matrix.hasMatrix())
        return;
    QFileDialog *const dialog = openDialog(chartFilters(false).first(1), id, tr("Likeness"));
    const QPointer<MatrixView> kept = &matrix;
    connect(dialog, &QDialog::accepted, this, [this, dialog, kept, shown = matrix.task()] {
        if (kept && kept->hasMatrix() && kept->task() == shown)
            writeFile([image = kept->picture(pictureScale)] { return pngBytes(image); }, dialog->selectedFiles().constFirst());
        else
            tellOther();
    });
}

/// A picture of one task must not get the name of another: what is shown can change while the dialog is open.
void ChartSaving::tellOther()
{
    Q_EMIT ended(tr("The chart was not saved: another task is shown by now. Go back to the task, and save again."), false);
}

QFileDialog *ChartSaving::openDialog(const QStringList &filters, const TaskId &id, const QString &title)
{
    const QString folder =
        QFileInfo(m_settings.exportFolder()).isDir() ? m_settings.exportFolder() : QDir::homePath();
    auto *const dialog = new QFileDialog(&m_window, tr("Save Chart"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(u"png"_s);
    dialog->selectFile(safeName(id.toString()) + u'-' + safeName(title));
    dialog->open();
    return dialog;
}

void ChartSaving::write(TimeChart &chart, const QString &path, const QString &filter)
{
    const ChartFile kind = kindOf(path, filter);
    std::function<QByteArray()> make;
    if (kind == ChartFile::Png) {
        make = [image = chartImage(chart.view(), pictureScale)] { return pngBytes(image); };
    } else if (kind == ChartFile::Svg) {
        make = [svg = chartSvg(chart.view(), chart.accessibleName(), chart.summaryText())] { return svg; };
    } else {
        const std::optional<TimeRange> range = kind == ChartFile::CsvSeen ? m_time.visible()
            : kind == ChartFile::CsvSelection                             ? selection(chart)
                                                                          : std::nullopt;
        make = chartCsvMaker(chart, range);
    }
    writeFile(make, path);
}

void ChartSaving::writeFile(const std::function<QByteArray()> &make, const QString &path)
{
    m_settings.setExportFolder(QFileInfo(path).absolutePath());
    const auto writing = QtConcurrent::run([make, path] { return writeBytesFile(path, make()); });
    whenFinished(writing, this, [this, path](const QString &problem) {
        const QString name = QFileInfo(path).fileName();
        Q_EMIT ended(problem.isEmpty()
                         ? tr("The chart was saved as %1.").arg(QDir::toNativeSeparators(path))
                         : tr("The chart could not be saved as %1: %2. Whatever stood there before is untouched.")
                               .arg(name, problem),
                     problem.isEmpty());
    });
}

} // namespace embedscope

#include "moc_chartsaving.cpp"
