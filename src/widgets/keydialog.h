// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apikey.h"

#include <QDialog>

#include <memory>

namespace Ui {
class KeyDialog;
}

namespace embedscope {

/// Takes an API key for this run only: typed or pasted, never shown, checked before it is accepted.
class KeyDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit KeyDialog(QWidget *parent = nullptr);
    ~KeyDialog() override;

    /// The key that was entered, without the white space around it.
    ApiKey key() const;

private:
    void check();

    std::unique_ptr<Ui::KeyDialog> m_ui;
};

} // namespace embedscope
