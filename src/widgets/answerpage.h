// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"
#include "polling/keyredactor.h"

#include <QWidget>

#include <memory>

namespace Ui {
class AnswerPage;
}

namespace embedscope {

/// The raw answer as it came, its beginning where it is long. Also the bytes that could not be read as an
/// answer.
class AnswerPage final : public QWidget
{
    Q_OBJECT

public:
    static constexpr qint64 shownBytes = 65'536;

    explicit AnswerPage(QWidget *parent = nullptr);
    ~AnswerPage() override;

    /// `counts`: whether these bytes are an answer that counts.
    void setAnswer(const AnswerBytes &bytes, bool counts, const KeyRedactor &redactor = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void load();

    std::unique_ptr<Ui::AnswerPage> m_ui;
    AnswerBytes m_bytes;
    KeyRedactor m_redactor; // a service may repeat the key
    bool m_counts = true;
    bool m_loaded = false; // read from disk only once somebody looks
};

} // namespace embedscope
