// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "plot/sharedtime.h"

#include <QObject>

#include <functional>
#include <optional>

class QFileDialog;

namespace embedscope {

class AppSettings;
class MatrixView;
class TimeChart;

/// Keeps a chart in a file of the user's choice: as a picture (PNG, SVG), or what is seen, selected, or all of
/// it as CSV. Pictures are painted on the GUI thread; all else is done on another.
class ChartSaving final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this. `window` becomes the parent of the dialog.
    ChartSaving(const SharedTime &time, AppSettings &settings, QWidget &window);

    /// Opens the dialog.
    void begin(TimeChart &chart);
    /// Opens the dialog for the matrix of a task, which is kept as a picture.
    void begin(MatrixView &matrix, const TaskId &id);

Q_SIGNALS:
    /// A sentence that says what was written where, or why not.
    void ended(const QString &sentence, bool isSaved);

private:
    QFileDialog *openDialog(const QStringList &filters, const TaskId &id, const QString &title);
    void write(TimeChart &chart, const QString &path, const QString &filter);
    void tellOther();
    void writeFile(const std::function<QByteArray()> &make, const QString &path);
    std::optional<TimeRange> selection(const TimeChart &chart) const;

    const SharedTime &m_time;
    AppSettings &m_settings;
    QWidget &m_window;
};

} // namespace embedscope
