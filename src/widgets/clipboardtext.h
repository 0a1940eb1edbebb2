// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/taskid.h"
#include "net/serviceaddress.h"

#include <QString>

#include <vector>

class QAbstractItemView;

namespace embedscope {

// What is copied to the clipboard. Never the key: commands name the environment variable that holds it.

/// One ID a line.
QString idsAsText(const std::vector<TaskId> &ids);
/// One curl command a line, which asks the service for the task as this program does.
QString idsAsCurl(const std::vector<TaskId> &ids, const ServiceAddress &address);
/// The selected rows of a table (QTableView, or a QTreeView with one level) as the user sees them: a line of headers, then a line a row, in the order on
/// the screen, cells of visible columns separated by tabs.
QString selectionAsTsv(const QAbstractItemView &view);

} // namespace embedscope
