// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <memory>

namespace Ui {
class NoticeBar;
}

namespace embedscope {

/// A line across the window that says what stands in the way and offers the next step. It takes the place of
/// message boxes: nothing has to be answered before one can go on.
class NoticeBar final : public QFrame
{
    Q_OBJECT

public:
    enum Step { NoStep = 0, EnterKey = 1, TryAgain = 2, Cancel = 4 };
    Q_DECLARE_FLAGS(Steps, Step)
    enum class Tone { Warning, Plain }; ///< what stands in the way, or what is all right

    explicit NoticeBar(QWidget *parent = nullptr);
    ~NoticeBar() override;

    /// Shows `text` with buttons for `steps`. The same notice again changes nothing, so that one that the
    /// user has hidden stays hidden. `addition`: what may change without making another notice of it, a time for one.
    void showNotice(const QString &text, Steps steps, Tone tone = Tone::Warning, const QString &addition = {});
    void clear();
    QString text() const;

Q_SIGNALS:
    void keyRequested();
    void againRequested();
    void cancelRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColours();
    void setText(const QString &text);

    std::unique_ptr<Ui::NoticeBar> m_ui;
    QString m_text; // without its addition
    Tone m_tone = Tone::Warning;
    bool m_colouring = false;
};

} // namespace embedscope

// Out here: inside, it would hide Qt's own "CTRL | Key" from all that includes this.
Q_DECLARE_OPERATORS_FOR_FLAGS(embedscope::NoticeBar::Steps)
