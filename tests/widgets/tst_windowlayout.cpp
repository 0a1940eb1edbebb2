// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/windowlayout.h"

#include "models/tasktablemodel.h"
#include "support/testprogram.h"
#include "widgets/clipcolouring.h"
#include "widgets/windowstage.h"

#include <QTableView>
#include <QScreen>
#include <QTest>

#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

/// What a window looked like is there the next time.
class TestWindowLayout final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    /// A program that is killed has no time to remember which columns were shown.
    void theColumnOfLabelsIsRememberedAtOnce()
    {
        WindowStage stage;
        stage.window.addTasks(std::array{testId(1)});
        constexpr int label = static_cast<int>(TaskTableModel::Column::Label);
        const auto isHiddenInAnotherWindow = [&] {
            const MainWindow next(stage.served.feed, stage.settings, stage.theme, {});
            return next.findChild<TaskPage *>()->table().isColumnHidden(label);
        };
        QVERIFY(isHiddenInAnotherWindow());
        stage.press(Qt::Key_F2);
        QVERIFY(!isHiddenInAnotherWindow());
    }

    void layoutComesBack()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        DesktopScheme desktop(noBus, folder.filePath(u"kdeglobals"_s));
        Theme theme(desktop);
        ServedFeed served;
        for (const bool again : {false, true}) {
            AppSettings settings(file);
            MainWindow window(served.feed, settings, theme, {});
            window.show();
            QTableView &table = window.findChild<TaskPage *>()->table();
            if (again) {
                QCOMPARE(table.isColumnHidden(3), true);
                QCOMPARE(table.columnWidth(2), 321);
                QVERIFY(window.findChild<Inspector *>()->colouring().actions().at(2)->isChecked());
            }
            window.findChild<Inspector *>()->colouring().actions().at(2)->trigger();
            table.setColumnWidth(2, 321);
            table.setColumnHidden(3, true);
            window.close();
        }
    }

    /// It was larger than the screen, on one that is gone.
    void aWindowComesBackWithinTheScreen()
    {
        WindowStage stage;
        const QRect screen = stage.window.screen()->availableGeometry();
        stage.window.setGeometry(screen.x() + screen.width(), screen.y() + 40, screen.width() * 2, screen.height() * 2);
        stage.window.close();
        MainWindow next(stage.served.feed, stage.settings, stage.theme, {});
        QVERIFY2(screen.contains(next.geometry()), qPrintable(QDebug::toString(next.geometry())));
    }
};

EMBEDSCOPE_TEST(TestWindowLayout)
#include "tst_windowlayout.moc"
