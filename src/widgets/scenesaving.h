// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/embeddingtask.h"

#include <QObject>

namespace embedscope {

class AppSettings;
class Scenes;
struct SceneList;

/// Keeps the scene boundaries that are listed in a file of the user's choice: as a table (CSV) or as chapters (WebVTT).
class SceneSaving final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this. `window` becomes the parent of the dialog.
    SceneSaving(Scenes &scenes, AppSettings &settings, QWidget &window);

    /// Opens the dialog for the scenes of the task that is shown, once they are computed: while it is shown.
    void begin();

Q_SIGNALS:
    /// A sentence that says what was written where, or why not.
    void ended(const QString &sentence, bool isSaved);

private:
    void goOn();
    void write(const SceneList &list, const QString &path);

    Scenes &m_scenes;
    AppSettings &m_settings;
    QWidget &m_window;
    SharedTask m_awaited; // whose scenes are being computed, to be saved then
};

} // namespace embedscope
