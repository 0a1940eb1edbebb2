// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow.h"

#include "models/diagnosis.h"
#include "models/pollingwords.h"
#include "ui_mainwindow.h"
#include "widgets/appsettings.h"
#include "widgets/batchwatch.h"
#include "widgets/chartspanel.h"
#include "widgets/desktopnotification.h"
#include "widgets/droppedtext.h"
#include "widgets/exportbar.h"
#include "widgets/exportdialog.h"
#include "widgets/exportjobs.h"
#include "widgets/exportrunner.h"
#include "widgets/folderopener.h"
#include "widgets/iconfactory.h"
#include "widgets/inspector.h"
#include "widgets/keykeeper.h"
#include "widgets/keytext.h"
#include "widgets/noticebar.h"
#include "widgets/statusline.h"
#include "widgets/tablecolumns.h"
#include "widgets/taskcommands.h"
#include "widgets/taskpage.h"
#include "widgets/theme.h"
#include "widgets/windowdialogs.h"

#include <QActionGroup>
#include <QClipboard>
#include <QCloseEvent>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QProcess>
#include <QScreen>
#include <QSplitter>
#include <QTableView>

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

MainWindow::MainWindow(TaskFeed &feed, AppSettings &settings, Theme &theme, const Options &options,
                       QWidget *parent)
    : QMainWindow(parent), m_feed(feed), m_settings(settings), m_theme(theme), m_options(options),
      m_ui(std::make_unique<Ui::MainWindow>()), m_page(new TaskPage(feed, this)),
      m_inspector(new Inspector(feed, this)), m_notice(new NoticeBar(this)),
      m_fileNotice(new NoticeBar(this)), m_status(new StatusLine(feed, options.demo, this)),
      m_exports(new ExportRunner(this)), m_dropped(new DroppedText(this)),
      m_commands(new TaskCommands(feed, *m_page, *m_inspector, this)),
      m_dialogs(new WindowDialogs(feed, settings, theme, *this)),
      m_keys(new KeyKeeper(feed, options.demo ? nullptr : options.keyStore, this))
{
    m_ui->setupUi(this);
    setWindowIcon(applicationIcon());
    m_dialogs->setAddressGiven(options.isAddressGiven);
    assemble();
    fillMenus();
    setIconsByName(*this);
    connectFileActions();
    connectKeyActions();
    connectEditActions();
    connectViewActions();
    connectTaskActions();
    connectThemeActions();
    watchFeed();
    restoreLayout();
    setKeySearch(options.keySearchUnderWay);
    refreshActions();
    m_page->focusTable();
}

MainWindow::~MainWindow() = default;

void MainWindow::assemble()
{
    m_ui->centralLayout->insertWidget(0, m_notice);
    m_ui->centralLayout->insertWidget(1, m_fileNotice);
    m_ui->splitter->addWidget(m_page);
    m_ui->splitter->addWidget(m_inspector);
    m_ui->splitter->setStretchFactor(0, 2);
    m_ui->splitter->setStretchFactor(1, 3);
    m_ui->splitter->setSizes({400, 600});
    auto *const exportBar = new ExportBar(*m_exports, this);
    m_ui->centralLayout->addWidget(exportBar);
    m_ui->statusBar->addPermanentWidget(m_status, 1);
    m_page->setDemo(m_options.demo);

    auto *const opener = new FolderOpener(this);
    connect(exportBar, &ExportBar::showInFolderRequested, opener, &FolderOpener::showInFolder);
    connect(m_notice, &NoticeBar::keyRequested, m_ui->keyAction, &QAction::trigger);
    connect(m_notice, &NoticeBar::againRequested, &m_feed, &TaskFeed::pollNow);
    connect(m_dropped, &DroppedText::taken, this, [this](const QString &text, const QString &problems) {
        m_fileNotice->clear();
        if (!problems.isEmpty())
            m_fileNotice->showNotice(problems, NoticeBar::NoStep);
        if (!text.isEmpty() || problems.isEmpty())
            offerText(text);
    });
}

void MainWindow::fillMenus()
{
    QAction *const undo = m_commands->undoStack().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence(u"Ctrl+Z"_s));
    undo->setProperty("iconName", u"undo"_s);
    QAction *const redo = m_commands->undoStack().createRedoAction(this, tr("R&edo"));
    redo->setShortcut(QKeySequence(u"Ctrl+Shift+Z"_s));
    QAction *const first = m_ui->editMenu->actions().constFirst();
    m_ui->editMenu->insertActions(first, {undo, redo});
    m_ui->editMenu->insertSeparator(first);
    m_ui->columnsMenu->addActions(m_page->columns().actions());
    m_ui->chartsMenu->addActions(m_inspector->charts().keyActions());

    auto *const separator = new QAction(this);
    separator->setSeparator(true);
    m_page->table().addActions({m_ui->copyAction, m_ui->copyTsvAction, m_ui->copyCurlAction,
                                m_ui->exportAction, m_ui->againAction, m_ui->pauseTasksAction, m_ui->explainAction, separator,
                                m_ui->removeAction});
}

void MainWindow::connectFileActions()
{
    connect(m_ui->addAction, &QAction::triggered, this, [this] { offerText({}); });
    connect(m_ui->accountAction, &QAction::triggered, m_dialogs, &WindowDialogs::addFromAccount);
    connect(m_page, &TaskPage::addRequested, m_ui->addAction, &QAction::trigger);
    connect(m_ui->exportAction, &QAction::triggered, this, &MainWindow::exportTasks);
    connect(m_page, &TaskPage::demoRequested, this, &MainWindow::startDemo);
    connect(m_ui->settingsAction, &QAction::triggered, m_dialogs, &WindowDialogs::editSettings);
    connect(m_ui->quitAction, &QAction::triggered, this, &QWidget::close);
    connect(m_ui->shortcutsAction, &QAction::triggered, this,
            [this] { m_dialogs->showShortcuts(*m_ui->menuBar); });
    connect(m_ui->aboutAction, &QAction::triggered, m_dialogs, &WindowDialogs::showAbout);
    connect(m_dialogs, &WindowDialogs::idsChosen, this,
            [this](const std::vector<TaskId> &ids) { addTasks(ids); });
    connect(m_dialogs, &WindowDialogs::settingsChanged, this, &MainWindow::applySettings);
}

void MainWindow::connectKeyActions()
{
    connect(m_ui->keyAction, &QAction::triggered, this, [this] { m_dialogs->enterKey(m_keys->canKeep()); });
    connect(m_page, &TaskPage::keyRequested, m_ui->keyAction, &QAction::trigger);
    connect(m_ui->forgetKeyAction, &QAction::triggered, m_dialogs, &WindowDialogs::forgetKey);
    connect(m_dialogs, &WindowDialogs::keyEntered, this, [this](const ApiKey &key, bool keep) {
        m_keyProblem.clear();
        m_keys->use(key, keep);
    });
    connect(m_dialogs, &WindowDialogs::forgettingChosen, m_keys, &KeyKeeper::forget);
    connect(m_keys, &KeyKeeper::forgotten, this, [this](const QString &text) {
        m_keyProblem = text;
        refreshNotice();
    });
    connect(m_keys, &KeyKeeper::keepingChanged, m_status, &StatusLine::setKeyKeeping);
    if (!m_options.demo)
        return;
    for (QAction *const action : {m_ui->keyAction, m_ui->forgetKeyAction}) {
        action->setEnabled(false);
        action->setToolTip(tr("The demo has a key of its own; yours is neither used nor touched."));
    }
    m_ui->fileMenu->setToolTipsVisible(true);
}

void MainWindow::connectEditActions()
{
    connect(m_ui->pasteAction, &QAction::triggered, this, &MainWindow::paste);
    connect(m_ui->copyAction, &QAction::triggered, m_commands, &TaskCommands::copy);
    connect(m_ui->copyTsvAction, &QAction::triggered, m_commands, &TaskCommands::copyAsTsv);
    connect(m_ui->copyCurlAction, &QAction::triggered, m_commands, &TaskCommands::copyAsCurl);
    connect(m_ui->removeAction, &QAction::triggered, m_commands, &TaskCommands::removeSelected);
    connect(m_ui->selectAllAction, &QAction::triggered, m_commands, &TaskCommands::selectAll);
    connect(m_ui->findAction, &QAction::triggered, m_page, &TaskPage::focusFilter);
}

void MainWindow::connectViewActions()
{
    using Chip = TaskFilterProxy::Chip;
    const auto bindChip = [this](QAction *action, Chip chip) {
        connect(action, &QAction::triggered, m_page, [this, chip] { m_page->setChip(chip); });
    };
    bindChip(m_ui->showAllAction, Chip::All);
    bindChip(m_ui->showOpenAction, Chip::Open);
    bindChip(m_ui->showReadyAction, Chip::Ready);
    bindChip(m_ui->showFailedAction, Chip::Failed);
    bindChip(m_ui->showProblemsAction, Chip::Problems);
    connect(m_ui->tableAction, &QAction::triggered, m_page, &TaskPage::focusTable);
    connect(m_ui->logAction, &QAction::triggered, m_dialogs, &WindowDialogs::showLog);
    connect(m_ui->chartsAction, &QAction::triggered, &m_inspector->charts(), &ChartsPanel::focusCharts);
    connect(m_ui->segmentsAction, &QAction::triggered, this,
            [this] { m_inspector->showPage(Inspector::Page::Segments); });
    connect(m_ui->detailsAction, &QAction::triggered, this,
            [this] { m_inspector->showPage(Inspector::Page::Details); });
    connect(m_ui->answerAction, &QAction::triggered, this,
            [this] { m_inspector->showPage(Inspector::Page::Answer); });
    connect(m_page, &TaskPage::currentTaskChanged, m_inspector, &Inspector::setTask);
    connect(&m_page->table(), &QTableView::activated, &m_inspector->charts(), &ChartsPanel::focusCharts);
}

void MainWindow::connectTaskActions()
{
    connect(m_ui->pollAction, &QAction::triggered, &m_feed, &TaskFeed::pollNow);
    connect(m_ui->pauseAction, &QAction::triggered, &m_feed, &TaskFeed::setPaused);
    connect(m_ui->againAction, &QAction::triggered, m_commands, &TaskCommands::askAgain);
    connect(m_ui->pauseTasksAction, &QAction::triggered, m_commands, &TaskCommands::pauseOrResume);
    connect(m_ui->explainAction, &QAction::triggered, this, [this] { m_dialogs->explain(m_page->currentTask()); });
    const auto askAgain = [this](const TaskId &id) { m_feed.askAgain(std::span(&id, 1)); };
    connect(m_inspector, &Inspector::againRequested, this, askAgain);
    connect(m_inspector, &Inspector::explainRequested, m_dialogs, &WindowDialogs::explain);
    connect(m_dialogs, &WindowDialogs::againRequested, this, askAgain);
}

void MainWindow::connectThemeActions()
{
    const std::pair<QAction *, Theme::Choice> choices[] = {{m_ui->desktopThemeAction, Theme::Choice::Desktop},
                                                           {m_ui->lightThemeAction, Theme::Choice::Light},
                                                           {m_ui->darkThemeAction, Theme::Choice::Dark}};
    auto *const group = new QActionGroup(this);
    for (const auto &[action, choice] : choices) {
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] {
            m_theme.setChoice(choice);
            m_settings.setThemeChoice(choice);
        });
        // The settings dialog changes it too.
        connect(m_ui->themeMenu, &QMenu::aboutToShow, action,
                [this, action = action, choice = choice] { action->setChecked(m_theme.choice() == choice); });
    }
}

void MainWindow::watchFeed()
{
    connect(&m_feed, &TaskFeed::pollingChanged, this, &MainWindow::refreshNotice);
    connect(&m_feed, &TaskFeed::pollingChanged, this, &MainWindow::refreshActions);
    connect(&m_feed.list(), &TaskList::rowsInserted, this, &MainWindow::refreshActions);
    connect(&m_feed.list(), &TaskList::rowsRemoved, this, &MainWindow::refreshActions);
    connect(m_page, &TaskPage::selectionChanged, this, &MainWindow::refreshActions);
    connect(m_page, &TaskPage::currentTaskChanged, this, &MainWindow::refreshExplain);
    connect(&m_feed, &TaskFeed::taskAnswered, this, &MainWindow::refreshExplain);
    connect(m_exports, &ExportRunner::finished, this,
            [this](const ExportOutcome &outcome, ExportFormat, const QString &path) {
                if (outcome.kind == ExportOutcome::Kind::Written)
                    m_settings.setExportFolder(QFileInfo(path).absolutePath());
                refreshActions();
            });
    auto *const watch = new BatchWatch(m_feed, this);
    connect(watch, &BatchWatch::batchEnded, this, [this](const QString &summary) {
        if (!isActiveWindow())
            sendDesktopNotification(tr("Embedding tasks have ended"), summary);
    });
}

void MainWindow::restoreLayout()
{
    // The first time: not larger than the screen, with room for a panel and the window's own frame.
    if (!restoreGeometry(m_settings.windowGeometry()))
        resize(size().boundedTo(screen()->availableSize() - QSize(24, 56)));
    restoreState(m_settings.windowState());
    m_page->columns().restore(m_settings.tableHeaderState());
    m_ui->splitter->restoreState(m_settings.splitterState(u"window"_s));
    m_inspector->splitter().restoreState(m_settings.splitterState(u"inspector"_s));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setWindowGeometry(saveGeometry());
    m_settings.setWindowState(saveState());
    m_settings.setTableHeaderState(m_page->columns().save());
    m_settings.setSplitterState(u"window"_s, m_ui->splitter->saveState());
    m_settings.setSplitterState(u"inspector"_s, m_inspector->splitter().saveState());
    QMainWindow::closeEvent(event);
}

void MainWindow::addTasks(std::span<const TaskId> ids)
{
    if (ids.empty())
        return;
    m_feed.add(ids);
    m_page->showTask(ids.front());
    m_page->focusTable();
}

void MainWindow::offerText(const QString &text)
{
    m_dialogs->addTasks(text);
}

void MainWindow::offerFiles(const QStringList &paths)
{
    m_dropped->takeFiles(paths);
}

void MainWindow::paste()
{
    m_dropped->take(*QGuiApplication::clipboard()->mimeData());
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (DroppedText::canTake(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_dropped->take(*event->mimeData());
    event->acceptProposedAction();
}

void MainWindow::exportTasks()
{
    const int selected = static_cast<int>(m_page->selectedRows().size());
    // A fresh account has no folder for documents yet.
    const QString folder =
        QFileInfo(m_settings.exportFolder()).isDir() ? m_settings.exportFolder() : QDir::homePath();
    const ExportDialog::Offer offer{selected, m_feed.list().size(), folder, QDateTime::currentDateTime()};
    auto *const dialog = new ExportDialog(offer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { startExport(*dialog); });
    dialog->open();
}

void MainWindow::startExport(const ExportDialog &dialog)
{
    std::vector<int> rows = m_page->selectedRows();
    if (!dialog.onlySelection()) {
        rows.resize(static_cast<size_t>(m_feed.list().size()));
        std::iota(rows.begin(), rows.end(), 0);
    }
    m_exports->start(makeExportJob(m_feed, rows, dialog.format(), QDateTime::currentDateTimeUtc()),
                     dialog.path(), dialog.mayReplace());
    refreshActions();
}

void MainWindow::startDemo()
{
    // A window of its own: a real key never meets the demo service, nor demo tasks a real list.
    QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--demo"_s});
}

void MainWindow::refreshExplain()
{
    const TaskRecord *const record = m_feed.list().find(m_page->currentTask());
    m_ui->explainAction->setEnabled(record && diagnose(*record));
}

void MainWindow::applySettings()
{
    m_feed.setInterval(m_settings.pollInterval());
    m_feed.setBudget(m_settings.budget());
    m_feed.setBodyLimit(qint64(m_settings.largestAnswerMib()) << 20);
    m_feed.setCaFile(m_settings.caFile());
    if (!m_options.isAddressGiven)
        m_feed.setAddress(m_settings.address());
}

void MainWindow::setKeySearch(bool underWay, const QString &problem)
{
    m_options.keySearchUnderWay = underWay;
    m_keyProblem = problem;
    m_status->setKeySearch(underWay);
    refreshNotice();
    // Before the end of the search the keyring's key would come into use just after it was forgotten.
    m_ui->forgetKeyAction->setEnabled(m_keys->canKeep() && !underWay);
}

void MainWindow::refreshNotice()
{
    const bool waiting = m_options.keySearchUnderWay && m_feed.key().isEmpty();
    Notice notice = waiting ? Notice() : noticeFor(m_feed.standstill(), m_feed.key(), m_keyProblem);
    notice.steps.setFlag(NoticeBar::EnterKey, notice.steps.testFlag(NoticeBar::EnterKey) && !m_options.demo);
    const QString hindrance =
        hindranceSentence(m_feed.polling(), MonotonicClock::now(), QDateTime::currentDateTimeUtc());
    if (!notice.text.isEmpty())
        m_notice->showNotice(notice.text, notice.steps);
    else if (!hindrance.isEmpty() && !waiting && !m_feed.isPaused())
        m_notice->showNotice(hindrance, NoticeBar::NoStep);
    else
        m_notice->clear();
    m_page->setKeyWanted(m_feed.key().isEmpty() && !waiting);
}

void MainWindow::refreshActions()
{
    const int all = m_feed.list().size();
    const int selected = static_cast<int>(m_page->table().selectionModel()->selectedRows().size());
    for (QAction *const action :
         {m_ui->copyAction, m_ui->copyTsvAction, m_ui->copyCurlAction, m_ui->removeAction, m_ui->againAction,
          m_ui->pauseTasksAction})
        action->setEnabled(selected > 0);
    refreshExplain();
    m_ui->exportAction->setEnabled(all > 0 && !m_exports->isRunning());
    m_ui->pollAction->setEnabled(all > 0 && !m_feed.isPaused());
    m_ui->selectAllAction->setEnabled(all > 0);
    m_ui->pauseAction->setChecked(m_feed.isPaused());
    m_ui->pauseAction->setIcon(paletteIcon(m_feed.isPaused() ? u"resume"_s : u"pause"_s));
    m_inspector->setVisible(all > 0);
    m_status->setSelected(selected);
}

} // namespace embedscope
