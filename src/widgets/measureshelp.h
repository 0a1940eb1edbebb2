// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTextBrowser;
class QToolButton;

namespace embedscope {

/// Shows docs/measures.md, which says how every figure of the inspector is computed, at the place that speaks of one.
class MeasuresHelp final : public QDialog
{
    Q_OBJECT

public:
    explicit MeasuresHelp(QWidget *parent);

    /// Opens it beside the window of `asker`, one a window. `place`: a heading, or how a paragraph begins.
    static void open(QWidget &asker, const QString &place);
    /// Makes a button ask for a place of it: gives it "?", a tip and a name for assistive technology.
    static void bind(QToolButton &button, const QString &place);

    /// Scrolls there; false (and to the beginning) where there is no such place.
    bool goTo(const QString &place);

private:
    QTextBrowser *m_browser;
};

} // namespace embedscope
