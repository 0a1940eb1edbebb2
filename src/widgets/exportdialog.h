// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporting/exporter.h"

#include <QDateTime>
#include <QDialog>

#include <memory>
#include <optional>

namespace Ui {
class ExportDialog;
}

namespace embedscope {

/// Asks which tasks go into which file or folder, in which format and with what in it. What exists is replaced only
/// after a second, plain yes in the same dialog.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// What there is to choose from, and where the file goes unless another place is chosen.
    struct Offer
    {
        int selected = 0; ///< tasks
        int all = 0;
        QString folder;
        QDateTime now;
        bool safeCells = true; ///< the box is ticked at first
    };

    explicit ExportDialog(const Offer &offer, QWidget *parent = nullptr);
    ~ExportDialog() override;

    bool onlySelection() const;
    ExportFormat format() const;
    /// Those that apply to the format.
    ExportOptions options() const;
    /// What the user wants of cells that a spreadsheet would compute; nothing where the format has none.
    std::optional<bool> safeCellsChoice() const;
    /// Absolute.
    QString path() const;
    /// The user has agreed to replace the file that stands there.
    bool mayReplace() const { return m_mayReplace; }

    void accept() override;

private:
    void chooseFile();
    bool needsFolder() const;
    QString objection() const;
    void followFormat();
    void forgetConsent();
    void focusName();
    void setNote(const QString &note);

    std::unique_ptr<Ui::ExportDialog> m_ui;
    Offer m_offer;
    QString m_ending; ///< of the name, as the format gave it; empty for a folder
    QString m_stem; ///< what stood in front of it
    bool m_mayReplace = false;
};

} // namespace embedscope
