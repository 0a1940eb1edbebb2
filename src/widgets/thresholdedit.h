// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace embedscope {

class DecimalBox;
class Scenes;

/// The threshold of the scene boundaries as a field, with the way back to the usual one.
class ThresholdEdit final : public QWidget
{
    Q_OBJECT

public:
    /// `scenes` must outlive the field. `title`: its label, with a mnemonic that is free where it stands.
    ThresholdEdit(Scenes &scenes, const QString &title, QWidget *parent = nullptr);

private:
    void refresh();

    Scenes &m_scenes;
    DecimalBox *m_spin;
    QToolButton *m_usual;
};

} // namespace embedscope
