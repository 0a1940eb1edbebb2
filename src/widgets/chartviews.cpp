// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartviews.h"

#include <QAction>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSplitter>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

ChartViews::ChartViews(QSplitter &splitter, QObject *parent) : QObject(parent), m_splitter(splitter) { }

void ChartViews::add(QWidget *view, const QString &key, const QString &text, const QKeySequence &shortcut,
                     bool isShownAtFirst)
{
    m_splitter.addWidget(view);
    m_splitter.setStretchFactor(m_splitter.indexOf(view), 1);
    view->setVisible(isShownAtFirst);
    auto *const action = new QAction(text, this);
    action->setShortcut(shortcut);
    action->setCheckable(true);
    action->setChecked(isShownAtFirst);
    connect(action, &QAction::toggled, this, [this, view](bool isShown) {
        view->setVisible(isShown);
        refreshActions();
        Q_EMIT shownChanged(view);
    });
    m_views.push_back({view, key, action});
    refreshActions();
}

QList<QAction *> ChartViews::actions() const
{
    QList<QAction *> all;
    for (const View &view : m_views)
        all.append(view.action);
    return all;
}

QWidget *ChartViews::firstShown() const
{
    const auto shown =
        std::find_if(m_views.begin(), m_views.end(), [](const View &view) { return view.action->isChecked(); });
    return shown == m_views.end() ? nullptr : shown->widget;
}

QWidget *ChartViews::lastShown() const
{
    const auto shown =
        std::find_if(m_views.rbegin(), m_views.rend(), [](const View &view) { return view.action->isChecked(); });
    return shown == m_views.rend() ? nullptr : shown->widget;
}

void ChartViews::refreshActions()
{
    const auto shown =
        std::count_if(m_views.begin(), m_views.end(), [](const View &view) { return view.action->isChecked(); });
    for (const View &view : m_views)
        view.action->setEnabled(shown > 1 || !view.action->isChecked());
}

QByteArray ChartViews::save() const
{
    const QList<int> sizes = m_splitter.sizes();
    QJsonObject layout;
    for (const View &view : m_views)
        layout.insert(view.key,
                      QJsonObject{{u"shown"_s, view.action->isChecked()},
                                  {u"size"_s, sizes.value(m_splitter.indexOf(view.widget))}});
    return QJsonDocument(layout).toJson(QJsonDocument::Compact);
}

void ChartViews::restore(const QByteArray &bytes)
{
    const QJsonObject layout = QJsonDocument::fromJson(bytes).object();
    QList<int> sizes = m_splitter.sizes();
    bool isAnyShown = false;
    for (const View &view : m_views)
        isAnyShown = isAnyShown || layout.value(view.key)["shown"_L1].toBool(view.action->isChecked());
    for (const View &view : m_views) {
        const QJsonValue entry = layout.value(view.key);
        if (!entry.isObject())
            continue;
        if (isAnyShown)
            view.action->setChecked(entry["shown"_L1].toBool(view.action->isChecked()));
        if (const int size = entry["size"_L1].toInt(); size > 0)
            sizes[m_splitter.indexOf(view.widget)] = size;
    }
    m_splitter.setSizes(sizes);
}

} // namespace embedscope

#include "moc_chartviews.cpp"
