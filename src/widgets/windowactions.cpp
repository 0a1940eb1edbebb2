// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/windowactions.h"

#include "store/taskfeed.h"
#include "ui_mainwindow.h"
#include "widgets/appsettings.h"
#include "widgets/chartspanel.h"
#include "widgets/chartviews.h"
#include "widgets/clipcolouring.h"
#include "widgets/inspector.h"
#include "widgets/scenespage.h"
#include "widgets/tablecolumns.h"
#include "widgets/taskcommands.h"
#include "widgets/taskpage.h"
#include "widgets/theme.h"
#include "widgets/windowdialogs.h"

#include <QActionGroup>
#include <QTableView>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

WindowActions::WindowActions(const Ui::MainWindow &ui, const Parts &parts, QObject &window)
    : QObject(&window), m_ui(ui), m_parts(parts)
{
    fillMenus();
    connectEditActions();
    connectViewActions();
    connectTaskActions();
    connectThemeActions();
}

void WindowActions::fillMenus()
{
    QAction *const undo = m_parts.commands.undoStack().createUndoAction(this, tr("&Undo"));
    undo->setObjectName(u"undoAction"_s);
    undo->setShortcut(QKeySequence(u"Ctrl+Z"_s));
    undo->setProperty("iconName", u"undo"_s);
    QAction *const redo = m_parts.commands.undoStack().createRedoAction(this, tr("R&edo"));
    redo->setShortcut(QKeySequence(u"Ctrl+Shift+Z"_s));
    QAction *const first = m_ui.editMenu->actions().constFirst();
    m_ui.editMenu->insertActions(first, {undo, redo});
    m_ui.editMenu->insertSeparator(first);
    m_ui.columnsMenu->addActions(m_parts.page.columns().actions());
    m_ui.segmentColumnsMenu->addActions(m_parts.inspector.segmentColumns().actions());
    fillChartsMenu();

    m_ui.fileMenu->insertAction(m_ui.exportAction, m_parts.inspector.exportSelectionAction());
    m_ui.fileMenu->insertAction(m_parts.inspector.exportSelectionAction(), m_ui.exportAction);
    m_parts.inspector.segmentTable().addAction(m_ui.copyTsvAction);

    auto *const separator = new QAction(this);
    separator->setSeparator(true);
    m_parts.page.table().addActions({m_ui.copyAction, m_ui.copyTsvAction, m_ui.copyCurlAction, m_ui.exportAction,
                                     m_ui.againAction, m_ui.pauseTasksAction, m_ui.keepAction, m_ui.explainAction,
                                     m_ui.labelAction, separator, m_ui.removeAction});
}

void WindowActions::fillChartsMenu()
{
    const ChartsPanel &charts = m_parts.inspector.charts();
    m_ui.chartsMenu->addActions(charts.views().actions());
    m_ui.chartsMenu->addSeparator();
    m_ui.chartsMenu->addActions(charts.keyActions());
    m_ui.chartsMenu->addActions(m_parts.inspector.suspectActions());
    m_ui.chartsMenu->addSeparator();
    m_ui.chartsMenu->addActions(m_parts.inspector.colouring().actions());
    m_ui.chartsMenu->addSeparator();
    m_ui.chartsMenu->addAction(charts.saveAction());
    m_ui.chartsMenu->addAction(m_parts.inspector.scenesPage().saveAction());
    m_ui.chartsMenu->setToolTipsVisible(true);
}

void WindowActions::connectEditActions()
{
    connect(m_ui.copyAction, &QAction::triggered, &m_parts.commands, &TaskCommands::copy);
    connect(m_ui.copyTsvAction, &QAction::triggered, &m_parts.commands, &TaskCommands::copyAsTsv);
    connect(m_ui.copyCurlAction, &QAction::triggered, &m_parts.commands, &TaskCommands::copyAsCurl);
    connect(m_ui.removeAction, &QAction::triggered, &m_parts.commands, &TaskCommands::removeSelected);
    connect(m_ui.selectAllAction, &QAction::triggered, &m_parts.commands, &TaskCommands::selectAll);
    connect(m_ui.findAction, &QAction::triggered, this, [this] {
        if (!m_parts.inspector.focusFind())
            m_parts.page.focusFilter();
    });
}

void WindowActions::connectViewActions()
{
    using Chip = TaskFilterProxy::Chip;
    const auto bindChip = [this](QAction *action, Chip chip) {
        connect(action, &QAction::triggered, &m_parts.page, [this, chip] { m_parts.page.setChip(chip); });
    };
    bindChip(m_ui.showAllAction, Chip::All);
    bindChip(m_ui.showOpenAction, Chip::Open);
    bindChip(m_ui.showReadyAction, Chip::Ready);
    bindChip(m_ui.showFailedAction, Chip::Failed);
    bindChip(m_ui.showProblemsAction, Chip::Problems);
    connect(m_ui.tableAction, &QAction::triggered, &m_parts.page, &TaskPage::focusTable);
    connect(m_ui.logAction, &QAction::triggered, &m_parts.dialogs, &WindowDialogs::showLog);
    connect(m_ui.chartsAction, &QAction::triggered, &m_parts.inspector.charts(), &ChartsPanel::focusCharts);
    connect(m_ui.segmentsAction, &QAction::triggered, this,
            [this] { m_parts.inspector.showPage(Inspector::Page::Segments); });
    connect(m_ui.scenesAction, &QAction::triggered, this,
            [this] { m_parts.inspector.showPage(Inspector::Page::Scenes); });
    connect(m_ui.auditAction, &QAction::triggered, this,
            [this] { m_parts.inspector.showPage(Inspector::Page::Audit); });
    connect(m_ui.likenessAction, &QAction::triggered, this,
            [this] { m_parts.inspector.showPage(Inspector::Page::Likeness); });
    connect(m_ui.detailsAction, &QAction::triggered, this,
            [this] { m_parts.inspector.showPage(Inspector::Page::Details); });
    connect(m_ui.answerAction, &QAction::triggered, this,
            [this] { m_parts.inspector.showPage(Inspector::Page::Answer); });
    connect(&m_parts.inspector.colouring(), &ClipColouring::choiceChanged, this,
            [this](ClipColouring::Choice choice) { m_parts.settings.setClipColouring(choice); });
    connect(&m_parts.page, &TaskPage::currentTaskChanged, &m_parts.inspector, &Inspector::setTask);
    connect(&m_parts.inspector, &Inspector::taskRequested, &m_parts.page, &TaskPage::showTask);
    connect(&m_parts.page.table(), &QTableView::activated, &m_parts.inspector.charts(), &ChartsPanel::focusCharts);
}

void WindowActions::connectTaskActions()
{
    connect(m_ui.pollAction, &QAction::triggered, &m_parts.feed, &TaskFeed::pollNow);
    connect(m_ui.pauseAction, &QAction::triggered, &m_parts.feed, &TaskFeed::setPaused);
    connect(m_ui.againAction, &QAction::triggered, &m_parts.commands, &TaskCommands::askAgain);
    connect(m_ui.pauseTasksAction, &QAction::triggered, &m_parts.commands, &TaskCommands::pauseOrResume);
    connect(m_ui.labelAction, &QAction::triggered, &m_parts.page, &TaskPage::editLabel);
    connect(&m_parts.page, &TaskPage::labelEntered, &m_parts.commands, &TaskCommands::setLabel);
    connect(m_ui.keepAction, &QAction::triggered, this, [this] {
        m_parts.commands.keepAnswers();
        m_parts.page.showColumn(TaskTableModel::Column::Archive);
    });
    connect(m_ui.explainAction, &QAction::triggered, this,
            [this] { m_parts.dialogs.explain(m_parts.page.currentTask()); });
    const auto askAgain = [this](const TaskId &id) { m_parts.feed.askAgain(std::span(&id, 1)); };
    connect(&m_parts.inspector, &Inspector::againRequested, this, askAgain);
    connect(&m_parts.inspector, &Inspector::explainRequested, &m_parts.dialogs, &WindowDialogs::explain);
    connect(&m_parts.dialogs, &WindowDialogs::againRequested, this, askAgain);
}

void WindowActions::connectThemeActions()
{
    const std::pair<QAction *, Theme::Choice> choices[] = {{m_ui.desktopThemeAction, Theme::Choice::Desktop},
                                                           {m_ui.lightThemeAction, Theme::Choice::Light},
                                                           {m_ui.darkThemeAction, Theme::Choice::Dark}};
    auto *const group = new QActionGroup(this);
    for (const auto &[action, choice] : choices) {
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] {
            m_parts.theme.setChoice(choice);
            m_parts.settings.setThemeChoice(choice);
        });
        // The settings dialog changes it too.
        connect(m_ui.themeMenu, &QMenu::aboutToShow, action,
                [this, action = action, choice = choice] { action->setChecked(m_parts.theme.choice() == choice); });
    }
}

} // namespace embedscope

#include "moc_windowactions.cpp"
