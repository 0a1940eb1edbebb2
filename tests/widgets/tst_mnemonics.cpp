// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/appsettings.h"
#include "support/testprogram.h"
#include "widgets/desktopscheme.h"
#include "widgets/inspector.h"
#include "widgets/mainwindow.h"
#include "widgets/noticebar.h"
#include "widgets/servedfeed.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QGroupBox>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QStackedWidget>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// Alt and a letter must mean one thing: two that stand in the window at once and share a letter only hand the focus to
/// each other.
class TestMnemonics final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        QTemporaryDir folder;
        ServedFeed served;
        AppSettings settings{folder.filePath(u"settings.ini"_s)};
        DesktopScheme desktop{[] { return QDBusConnection(u"none"_s); }, folder.filePath(u"kdeglobals"_s)};
        Theme theme{desktop};
        MainWindow window{served.feed, settings, theme, {}};
    };

    using Letters = QHash<QString, QString>; // by key, what it means

    static void add(Letters &letters, const QString &text, QStringList &clashes)
    {
        const QString key = QKeySequence::mnemonic(text).toString();
        if (key.isEmpty())
            return;
        if (letters.contains(key))
            clashes.append(key + u": "_s + letters.value(key) + u" / "_s + text);
        letters.insert(key, text);
    }
    static Letters ownOf(const QWidget &widget, QStringList &clashes)
    {
        Letters letters;
        if (const auto *const button = qobject_cast<const QAbstractButton *>(&widget))
            add(letters, button->text(), clashes);
        if (const auto *const label = qobject_cast<const QLabel *>(&widget); label && label->buddy())
            add(letters, label->text(), clashes);
        if (const auto *const box = qobject_cast<const QGroupBox *>(&widget))
            add(letters, box->title(), clashes);
        if (const auto *const tabs = qobject_cast<const QTabBar *>(&widget)) {
            for (int tab = 0; tab < tabs->count(); ++tab)
                add(letters, tabs->tabText(tab), clashes);
        }
        if (const auto *const bar = qobject_cast<const QMenuBar *>(&widget)) {
            for (const QAction *const action : bar->actions())
                add(letters, action->text(), clashes);
        }
        return letters;
    }
    /// Of a widget and all in it, shown now or not; of a stack's pages only one is there at a time.
    static Letters lettersOf(const QWidget &widget, const QSet<const QWidget *> &leftOut, QStringList &clashes)
    {
        Letters letters = ownOf(widget, clashes);
        const bool isStack = qobject_cast<const QStackedWidget *>(&widget);
        Letters pages;
        for (const QWidget *const child : widget.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
            if (child->isWindow() || leftOut.contains(child))
                continue;
            const Letters inside = lettersOf(*child, leftOut, clashes);
            if (isStack) {
                pages.insert(inside);
                continue;
            }
            for (const QString &text : inside)
                add(letters, text, clashes);
        }
        for (const QString &text : std::as_const(pages))
            add(letters, text, clashes);
        return letters;
    }
    static void walkMenu(const QString &name, const QList<QAction *> &actions, QStringList &clashes)
    {
        Letters letters;
        QStringList own;
        for (const QAction *const action : actions) {
            add(letters, action->text(), own);
            if (action->menu())
                walkMenu(action->text(), action->menu()->actions(), clashes);
        }
        for (const QString &clash : std::as_const(own))
            clashes.append(name + u", "_s + clash);
    }
    /// Of the bars for notices, which all have the same buttons, no two show the same one at once.
    static QSet<const QWidget *> allBarsButOne(const QWidget &window)
    {
        const auto bars = window.findChildren<NoticeBar *>();
        return {bars.begin() + 1, bars.end()};
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void ofTheWindowWithTasks()
    {
        Stage stage;
        QSet<const QWidget *> leftOut = allBarsButOne(stage.window);
        leftOut.insert(stage.window.findChild<QWidget *>(u"emptyPage"_s));
        QStringList clashes;
        const Letters letters = lettersOf(stage.window, leftOut, clashes);
        QVERIFY(letters.size() > 15);
        QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(u'\n')));
    }

    void ofTheEmptyWindow()
    {
        Stage stage;
        QSet<const QWidget *> leftOut = allBarsButOne(stage.window);
        leftOut.insert(stage.window.findChild<Inspector *>());
        QStringList clashes;
        const Letters letters = lettersOf(stage.window, leftOut, clashes);
        QVERIFY(letters.size() > 10);
        QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(u'\n')));
    }

    void ofEveryMenu()
    {
        Stage stage;
        QStringList clashes;
        for (const QAction *const entry : stage.window.menuBar()->actions())
            walkMenu(entry->text(), entry->menu()->actions(), clashes);
        int contextMenus = 0;
        for (const QWidget *const widget : stage.window.findChildren<QWidget *>()) {
            if (widget->contextMenuPolicy() != Qt::ActionsContextMenu)
                continue;
            ++contextMenus;
            walkMenu(u"context menu"_s, widget->actions(), clashes);
        }
        QVERIFY(contextMenus >= 4); // tasks, segments, charts
        QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(u'\n')));
    }
};

EMBEDSCOPE_TEST(TestMnemonics)
#include "tst_mnemonics.moc"
