// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QKeySequence>
#include <QObject>

#include <vector>

class QAction;
class QSplitter;
class QWidget;

namespace embedscope {

/// The views of one task, one above the other: each can be shown and hidden by an action and made higher or
/// lower, and all of that can be kept from one start to the next.
class ChartViews final : public QObject
{
    Q_OBJECT

public:
    /// `splitter` must outlive this.
    explicit ChartViews(QSplitter &splitter, QObject *parent = nullptr);

    /// Puts a view at the end. `key` stands for it in what is kept, so it never changes; `text`: of its action.
    void add(QWidget *view, const QString &key, const QString &text, const QKeySequence &shortcut,
             bool isShownAtFirst);
    /// Checkable, in the order of the views. The action of the only view that is shown is disabled: no place
    /// stands there empty.
    QList<QAction *> actions() const;
    /// The first view that is shown.
    QWidget *firstShown() const;
    /// The lowest one.
    QWidget *lastShown() const;

    QByteArray save() const;
    /// Views that `layout` does not name stay as they are; so do all where it is not what save() gave.
    void restore(const QByteArray &layout);

Q_SIGNALS:
    /// This view was shown or hidden.
    void shownChanged(QWidget *view);

private:
    struct View
    {
        QWidget *widget;
        QString key;
        QAction *action;
    };
    void refreshActions();

    QSplitter &m_splitter;
    std::vector<View> m_views;
};

} // namespace embedscope
