// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scenesaving.h"

#include "core/whenfinished.h"
#include "exporting/bytesfile.h"
#include "exporting/safename.h"
#include "exporting/scenefiles.h"
#include "models/scenes.h"
#include "widgets/appsettings.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// Of the lane whose boundaries are listed; nothing where none is.
std::optional<SceneList> sceneList(const Scenes &scenes)
{
    if (scenes.scenes().empty())
        return std::nullopt;
    SceneList list{scenes.task()->id.toString(), scenes.changes()->at(scenes.lane()).clips->modality(),
                   scenes.scenes().back().endSec};
    for (const SceneBoundary &boundary : scenes.boundaries())
        list.cuts.push_back({boundary.atSec, boundary.strength});
    return list;
}

} // namespace

SceneSaving::SceneSaving(Scenes &scenes, AppSettings &settings, QWidget &window)
    : QObject(&window), m_scenes(scenes), m_settings(settings), m_window(window)
{
    connect(&m_scenes, &Scenes::boundariesChanged, this, [this] {
        if (m_awaited)
            goOn();
    });
}

void SceneSaving::begin()
{
    m_awaited = m_scenes.task();
    if (m_awaited)
        goOn();
}

void SceneSaving::goOn()
{
    if (m_scenes.task() != m_awaited) {
        m_awaited.reset(); // the user went elsewhere before they were there
        return;
    }
    if (!m_scenes.changes()) {
        m_scenes.request(); // where they are known, this runs anew
        return;
    }
    m_awaited.reset();
    // Taken now: another task may be shown, or the threshold be another one, when the dialog is answered.
    const std::optional<SceneList> list = sceneList(m_scenes);
    if (!list) {
        Q_EMIT ended(tr("There are no scenes to save: no modality has clips to compare."), false);
        return;
    }
    const QString folder =
        QFileInfo(m_settings.exportFolder()).isDir() ? m_settings.exportFolder() : QDir::homePath();
    auto *const dialog = new QFileDialog(&m_window, tr("Save Scene Boundaries"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({tr("Chapters, WebVTT (*.vtt)"), tr("Table (*.csv)")});
    dialog->setDefaultSuffix(u"vtt"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains("*.csv"_L1) ? u"csv"_s : u"vtt"_s);
    });
    dialog->selectFile(safeName(list->taskId) + "-scenes"_L1);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, list = *list] { write(list, dialog->selectedFiles().constFirst()); });
    dialog->open();
}

void SceneSaving::write(const SceneList &list, const QString &path)
{
    m_settings.setExportFolder(QFileInfo(path).absolutePath());
    const bool isCsv = path.endsWith(".csv"_L1, Qt::CaseInsensitive);
    const auto writing = QtConcurrent::run(
        [list, isCsv, path] { return writeBytesFile(path, isCsv ? sceneCsv(list) : sceneVtt(list)); });
    whenFinished(writing, this, [this, path](const QString &problem) {
        Q_EMIT ended(problem.isEmpty()
                         ? tr("The scene boundaries were saved as %1.").arg(QDir::toNativeSeparators(path))
                         : tr("The scene boundaries could not be saved as %1: %2. Whatever stood there before is untouched.")
                               .arg(QFileInfo(path).fileName(), problem),
                     problem.isEmpty());
    });
}

} // namespace embedscope

#include "moc_scenesaving.cpp"
