// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apikey.h"

#include <QDialog>

#include <memory>

namespace Ui {
class KeyDialog;
}

namespace embedscope {

/// Takes an API key: typed or pasted, never shown, tested where the user wants that, checked before it is
/// accepted.
class KeyDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `canKeep`: the desktop's keyring may be asked to keep the key.
    explicit KeyDialog(bool canKeep, QWidget *parent = nullptr);
    ~KeyDialog() override;

    /// The key that was entered, without the white space around it.
    ApiKey key() const;
    /// Whether it shall outlive this run.
    bool keepsKey() const;
    /// What the test that was asked for last has shown, in whole sentences.
    /// `isRefused`: the service does not take this key; Return then does not use it.
    void showTestResult(const QString &text, bool isRefused);

Q_SIGNALS:
    void testRequested(const embedscope::ApiKey &key);
    /// Nobody waits for the test any more: the key is another one now, or the dialog has closed.
    void testTakenBack();

private:
    void check();
    void test();
    void showResult(const QString &text);

    std::unique_ptr<Ui::KeyDialog> m_ui;
};

} // namespace embedscope
