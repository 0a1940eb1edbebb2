// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    SceneSaving(const Scenes &scenes, AppSettings &settings, QWidget &window);

    /// Opens the dialog, for what is listed now; without a list of boundaries there is none.
    void begin();

Q_SIGNALS:
    /// A sentence that says what was written where, or why not.
    void ended(const QString &sentence);

private:
    void write(const SceneList &list, const QString &path);

    const Scenes &m_scenes;
    AppSettings &m_settings;
    QWidget &m_window;
};

} // namespace embedscope
