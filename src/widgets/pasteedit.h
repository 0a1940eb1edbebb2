// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace embedscope {

/// An editor that gives what is pasted or dropped to its owner, who decides what of it is shown.
class PasteEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PasteEdit(QWidget *parent = nullptr);

    /// Whether a text would make the editor slow: its layout takes seconds for a megabyte, or for one very
    /// long line.
    static bool isTooLong(QStringView text);

Q_SIGNALS:
    /// `data` is valid during the call only.
    void pasted(const QMimeData &data);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
};

} // namespace embedscope
