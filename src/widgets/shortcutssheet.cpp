// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shortcutssheet.h"

#include "ui_shortcutssheet.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

/// "Add Tasks" of "&Add Tasks…".
QString plainText(QString text)
{
    return text.remove(u'&').remove(u'…');
}

} // namespace

ShortcutsSheet::ShortcutsSheet(const QMenuBar &menuBar, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::ShortcutsSheet>())
{
    m_ui->setupUi(this);
    const QList<QAction *> menus = menuBar.actions();
    for (const QAction *const entry : menus) {
        if (!entry->menu())
            continue;
        auto *const group = new QTreeWidgetItem(m_ui->tree, {plainText(entry->text())});
        QFont bold = font();
        bold.setBold(true);
        group->setFont(0, bold);
        group->setFlags(Qt::ItemIsEnabled);
        addActions(*entry->menu(), {}, *group);
    }
    m_ui->tree->expandAll();
    m_ui->tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_ui->tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_ui->tree->header()->setStretchLastSection(false);
}

ShortcutsSheet::~ShortcutsSheet() = default;

void ShortcutsSheet::addActions(const QMenu &menu, const QString &prefix, QTreeWidgetItem &group)
{
    const QList<QAction *> actions = menu.actions();
    for (const QAction *const action : actions) {
        const QString text = prefix + plainText(action->text());
        if (action->menu())
            addActions(*action->menu(), text + u": "_s, group);
        else if (!action->shortcut().isEmpty())
            new QTreeWidgetItem(&group, {text, action->shortcut().toString(QKeySequence::NativeText)});
    }
}

} // namespace embedscope

#include "moc_shortcutssheet.cpp"
