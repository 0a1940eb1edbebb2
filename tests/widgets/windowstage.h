// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testprogram.h"
#include "widgets/addtasksdialog.h"
#include "widgets/appsettings.h"
#include "widgets/desktopscheme.h"
#include "widgets/inspector.h"
#include "widgets/mainwindow.h"
#include "widgets/nobus.h"
#include "widgets/noticebar.h"
#include "widgets/servedfeed.h"
#include "widgets/taskpage.h"
#include "widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

namespace embedscope::test {

/// The window and all that it stands on.
struct WindowStage
{
    explicit WindowStage(const QByteArray &key = "k", const MainWindow::Options &options = {})
        : served(key), settings(folder.filePath(QStringLiteral("settings.ini"))),
          desktop(noBus, folder.filePath(QStringLiteral("kdeglobals"))),
          theme(desktop), window(served.feed, settings, theme, options)
    {
        settings.setExportFolder(folder.path());
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
    }

    TaskPage &page() { return *window.findChild<TaskPage *>(); }
    Inspector &inspector() { return *window.findChild<Inspector *>(); }
    NoticeBar &notice() { return *window.findChild<NoticeBar *>(); }
    QTableView &table() { return page().table(); }
    QAction &action(const char *name) { return *window.findChild<QAction *>(QLatin1StringView(name)); }
    /// Presses a key where the focus is, as a user does.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, key,
                        modifiers);
    }
    void addByPaste(const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(test::waitFor([this] { return window.findChild<AddTasksDialog *>() != nullptr; }));
        auto *const dialog = window.findChild<AddTasksDialog *>();
        QVERIFY(test::waitFor([dialog] { return !dialog->ids().empty(); }));
        QVERIFY(waitForFocusIn(*dialog));
        press(Qt::Key_Return);
        QVERIFY(test::waitFor([this] { return window.findChild<AddTasksDialog *>() == nullptr; }));
        window.activateWindow(); // what a window manager does when the dialog in front goes
    }
    /// A window is active a moment before its widgets have the keyboard.
    static bool waitForFocusIn(const QWidget &widget)
    {
        return test::waitFor([&widget] { return widget.isAncestorOf(QApplication::focusWidget()); });
    }

    QTemporaryDir folder;
    ServedFeed served;
    AppSettings settings;
    DesktopScheme desktop;
    Theme theme;
    MainWindow window;
};

/// What a label of this name below `parent` shows.
inline QString textOf(const QWidget &parent, const char *label)
{
    return parent.findChild<QLabel *>(QLatin1StringView(label))->text();
}

} // namespace embedscope::test
