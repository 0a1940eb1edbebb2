// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow.h"

#include "charts/timechart.h"
#include "core/otherprograms.h"
#include "models/diagnosis.h"
#include "store/taskkeeper.h"
#include "ui_mainwindow.h"
#include "widgets/addingflow.h"
#include "widgets/appsettings.h"
#include "widgets/batchwatch.h"
#include "widgets/chartsaving.h"
#include "widgets/chartspanel.h"
#include "widgets/desktopnotification.h"
#include "widgets/droppedtext.h"
#include "widgets/exportbar.h"
#include "widgets/exportflow.h"
#include "widgets/fileflow.h"
#include "widgets/freeingwords.h"
#include "widgets/iconfactory.h"
#include "widgets/inspector.h"
#include "widgets/keykeeper.h"
#include "widgets/matrixview.h"
#include "widgets/noticebar.h"
#include "widgets/scenesaving.h"
#include "widgets/scenespage.h"
#include "widgets/statusline.h"
#include "widgets/taskcommands.h"
#include "widgets/taskpage.h"
#include "widgets/windowactions.h"
#include "widgets/windowdialogs.h"
#include "widgets/windowlayout.h"
#include "widgets/windownotice.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDir>
#include <QDropEvent>
#include <QMimeData>
#include <QSplitter>
#include <QTableView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

MainWindow::MainWindow(TaskFeed &feed, AppSettings &settings, Theme &theme, const Options &options,
                       QWidget *parent)
    : QMainWindow(parent), m_feed(feed), m_settings(settings), m_options(options),
      m_ui(std::make_unique<Ui::MainWindow>()), m_page(new TaskPage(feed, this)),
      m_inspector(new Inspector(feed, this)), m_noticeBar(new NoticeBar(this)),
      m_notice(new WindowNotice(feed, *m_noticeBar, !options.demo, this)),
      m_eventNotice(new NoticeBar(this)), m_fileNotice(new NoticeBar(this)), m_keepingNotice(new NoticeBar(this)),
      m_addingNotice(new NoticeBar(this)), m_status(new StatusLine(feed, options.demo, this)),
      m_exports(new ExportFlow(feed, *m_page, settings, *this)),
      m_chartSaving(new ChartSaving(m_inspector->time(), settings, *this)),
      m_sceneSaving(new SceneSaving(m_inspector->scenes(), settings, *this)),
      m_files(new FileFlow(feed, settings, *m_fileNotice, *this)),
      m_commands(new TaskCommands(feed, *m_page, *m_inspector, this)),
      m_dialogs(new WindowDialogs(feed, settings, theme, *this)),
      m_keys(new KeyKeeper(feed, options.demo ? nullptr : options.keyStore, this)),
      m_adding(std::make_unique<AddingFlow>(feed, *m_addingNotice))
{
    m_ui->setupUi(this);
    m_layout = std::make_unique<WindowLayout>(WindowLayout::Parts{*this, *m_ui->splitter, *m_page, *m_inspector}, settings);
    setWindowIcon(applicationIcon());
    m_dialogs->setAddressGiven(options.isAddressGiven);
    assemble();
    new WindowActions(*m_ui, {feed, settings, theme, *m_page, *m_inspector, *m_commands, *m_dialogs}, *this);
    setIconsByName(*this);
    connectFileActions();
    connectKeyActions();
    connectArchive();
    watchFeed();
    m_layout->restore();
    setKeySearch(options.keySearchUnderWay);
    refreshActions();
    m_page->focusTable();
}

MainWindow::~MainWindow()
{
    m_adding.reset(); // adds the rest, while all who are told of it are there
}

void MainWindow::assemble()
{
    m_ui->centralLayout->insertWidget(0, m_noticeBar);
    m_ui->centralLayout->insertWidget(1, m_keepingNotice);
    m_ui->centralLayout->insertWidget(2, m_addingNotice);
    m_ui->centralLayout->insertWidget(3, m_eventNotice);
    m_ui->centralLayout->insertWidget(4, m_fileNotice);
    m_ui->splitter->addWidget(m_page);
    m_ui->splitter->addWidget(m_inspector);
    m_ui->splitter->setStretchFactor(0, 2);
    m_ui->splitter->setStretchFactor(1, 3);
    m_ui->splitter->setSizes({400, 600});
    m_ui->centralLayout->addWidget(&m_exports->bar());
    m_ui->statusBar->addPermanentWidget(m_status, 1);
    m_page->setDemo(m_options.demo);

    connect(m_inspector, &Inspector::told, m_status, &StatusLine::showPassing);
    connect(m_page, &TaskPage::currentTaskChanged, this, [this] { m_status->showPassing({}); }); // they were about the last one
    connect(m_commands, &TaskCommands::removed, m_status, &StatusLine::showPassing);
    connect(m_noticeBar, &NoticeBar::keyRequested, m_ui->keyAction, &QAction::trigger);
    connect(m_files, &FileFlow::textTaken, this, &MainWindow::offerText);
    connect(m_dialogs, &WindowDialogs::responsePasted, m_files, &FileFlow::takeText);
    connect(m_files, &FileFlow::tasksTaken, this, [this](const TaskId &first) {
        m_page->showTask(first);
        m_page->focusTable();
    });
}

void MainWindow::connectFileActions()
{
    connect(m_ui->addAction, &QAction::triggered, this, [this] { offerText({}); });
    connect(m_ui->accountAction, &QAction::triggered, m_dialogs, &WindowDialogs::addFromAccount);
    connect(m_ui->openAction, &QAction::triggered, m_files, &FileFlow::choose);
    connect(m_page, &TaskPage::openRequested, m_ui->openAction, &QAction::trigger);
    connect(m_ui->pasteAction, &QAction::triggered, m_files,
            [this] { m_files->take(*QGuiApplication::clipboard()->mimeData()); });
    connect(m_page, &TaskPage::addRequested, m_ui->addAction, &QAction::trigger);
    connect(m_ui->exportAction, &QAction::triggered, m_exports, &ExportFlow::begin);
    connect(m_inspector->exportSelectionAction(), &QAction::triggered, this,
            [this] { m_exports->beginSelection(m_inspector->task(), m_inspector->selectedPositions()); });
    const auto matrices = m_inspector->findChildren<MatrixView *>();
    for (MatrixView *const matrix : matrices) {
        matrix->addAction(m_inspector->charts().saveAction());
        matrix->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
    connect(&m_inspector->charts(), &ChartsPanel::saveRequested, m_chartSaving,
            [this](TimeChart *chart) {
                if (auto *const matrix = qobject_cast<MatrixView *>(QApplication::focusWidget()))
                    m_chartSaving->begin(*matrix, m_inspector->task());
                else
                    m_chartSaving->begin(*chart);
            });
    connect(m_inspector->scenesPage().saveAction(), &QAction::triggered, m_sceneSaving, &SceneSaving::begin);
    // That all went well is no notice to be cleared away.
    const auto tellEnd = [this](const QString &sentence, bool isSaved) {
        if (isSaved)
            m_status->showPassing(sentence);
        else
            tell(sentence);
    };
    connect(m_chartSaving, &ChartSaving::ended, this, tellEnd);
    connect(m_sceneSaving, &SceneSaving::ended, this, tellEnd);
    connect(m_exports, &ExportFlow::refused, this, &MainWindow::tell);
    connect(m_page, &TaskPage::demoRequested, this, &MainWindow::startDemo);
    connect(m_ui->settingsAction, &QAction::triggered, m_dialogs, &WindowDialogs::editSettings);
    connect(m_ui->quitAction, &QAction::triggered, this, &QWidget::close);
    m_ui->shortcutsAction->setShortcuts({m_ui->shortcutsAction->shortcut(), QKeySequence(Qt::Key_F1)});
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
        m_notice->setKeyProblem({});
        m_keys->use(key, keep);
    });
    connect(m_dialogs, &WindowDialogs::forgettingChosen, m_keys, &KeyKeeper::forget);
    connect(m_keys, &KeyKeeper::forgotten, m_notice, &WindowNotice::setKeyProblem);
    connect(m_keys, &KeyKeeper::keepingChanged, m_status, &StatusLine::setKeyKeeping);
    connect(m_keys, &KeyKeeper::keepingChanged, this, [this](const KeyKeeping &keeping) {
        if (keeping.state == KeyKeeping::State::Failed)
            tell(tr("The key is used, and for this run only. %1").arg(keeping.problem));
    });
    if (!m_options.demo)
        return;
    for (QAction *const action : {m_ui->keyAction, m_ui->forgetKeyAction}) {
        action->setEnabled(false);
        action->setToolTip(tr("The demo has a key of its own; yours is neither used nor touched."));
    }
    m_ui->fileMenu->setToolTipsVisible(true);
}

void MainWindow::connectArchive()
{
    connect(m_ui->keepAction, &QAction::triggered, this, &MainWindow::refreshKeep);
    connect(m_ui->tasksMenu, &QMenu::aboutToShow, this, &MainWindow::refreshKeep); // the archive's page marks them, too
    m_ui->archiveAction->setEnabled(m_options.keeper);
    if (!m_options.keeper)
        return;
    connect(m_ui->archiveAction, &QAction::triggered, this, [this] { m_dialogs->showArchive(*m_options.keeper); });
    connect(m_page, &TaskPage::currentTaskChanged, &m_options.keeper->keeping(), &ArchiveKeeping::setShown);
    connect(&m_options.keeper->keeping(), &ArchiveKeeping::limitReached, this, [this](int answers, qint64 bytes) {
        m_page->showColumn(TaskTableModel::Column::Archive);
        tell(limitSentence(answers, bytes));
    });
    const auto tellReading = [this](int tasks) {
        constexpr int worthTelling = 1000; // fewer are there in a moment
        m_status->setReading(tasks > worthTelling ? tasks : 0);
        m_page->setReading(tasks > worthTelling ? tasks : 0);
    };
    connect(m_options.keeper, &TaskKeeper::reading, this, tellReading);
    connect(m_options.keeper, &TaskKeeper::opened, this, [tellReading] { tellReading(0); });
    m_status->setUnsavedSource([keeper = m_options.keeper] { return keeper->unsavedTotal(); });
}

void MainWindow::watchFeed()
{
    connect(&m_feed, &TaskFeed::pollingChanged, this, &MainWindow::refreshActions);
    connect(&m_feed.list(), &TaskList::rowsInserted, this, &MainWindow::refreshActions);
    connect(&m_feed.list(), &TaskList::rowsRemoved, this, &MainWindow::refreshActions);
    connect(m_page, &TaskPage::selectionChanged, this, &MainWindow::refreshActions);
    connect(m_page, &TaskPage::currentTaskChanged, this, &MainWindow::refreshExplain);
    connect(&m_feed, &TaskFeed::taskAnswered, this, &MainWindow::refreshExplain);
    connect(m_exports, &ExportFlow::runningChanged, this, &MainWindow::refreshActions);
    auto *const watch = new BatchWatch(m_feed, this);
    connect(watch, &BatchWatch::batchEnded, this, [this](const QString &summary) {
        if (!isActiveWindow())
            sendDesktopNotification(tr("Embedding tasks have ended"), summary);
    });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_exports->mayEnd()) {
        event->ignore();
        return;
    }
    m_layout->save();
    QMainWindow::closeEvent(event);
}

void MainWindow::addTasks(std::span<const TaskId> ids)
{
    if (ids.empty())
        return;
    m_adding->add(ids);
    if (m_feed.list().rowOf(ids.front()) >= 0) // else it comes behind others that are still being added
        m_page->showTask(ids.front());
    m_page->focusTable();
}

void MainWindow::showReturnedTasks(const QStringList &notes)
{
    if (m_feed.list().size() > 0)
        m_page->showTask(m_feed.list().at(0).id);
    if (!notes.isEmpty())
        tell(notes.join(u' '));
}

void MainWindow::showKeepingProblems(const QStringList &problems)
{
    if (problems.isEmpty())
        m_keepingNotice->clear();
    else
        m_keepingNotice->showNotice(problems.join(u' '), NoticeBar::NoStep);
}

void MainWindow::showOtherService(const QString &address)
{
    tell(tr("Embedscope was started again with the service %1, and this window asks %2: the tasks were not "
            "added. Close this window and start it again for them.")
             .arg(address, m_feed.address().toString()));
}

void MainWindow::tell(const QString &sentence)
{
    m_eventNotice->clear(); // it may have been said before, and hidden
    m_eventNotice->showNotice(sentence, NoticeBar::NoStep);
}

void MainWindow::bringForward()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::offerText(const QString &text)
{
    m_dialogs->addTasks(text);
}

void MainWindow::openFiles(const QStringList &paths)
{
    m_files->open(paths);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (DroppedText::canTake(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_files->take(*event->mimeData());
    event->acceptProposedAction();
}

void MainWindow::startDemo()
{
    // A window of its own: a real key never meets the demo service, nor demo tasks a real list.
    const QString program = QCoreApplication::applicationFilePath();
    if (!startOther(program, {u"--demo"_s}))
        tell(tr("The demo could not be started: %1 cannot be run. Start Embedscope again.").arg(QDir::toNativeSeparators(program)));
}

/// What is from a file is never asked for.
void MainWindow::refreshAgain()
{
    const std::vector<int> rows = m_page->selectedRows();
    const bool canAsk = std::ranges::any_of(rows, [this](int row) { return !m_feed.list().at(row).origin.isFile; });
    m_ui->againAction->setEnabled(canAsk);
    m_ui->againAction->setToolTip(
        canAsk || rows.empty()
            ? tr("Ask the service for the selected tasks even though they have ended")
            : tr("The service is not asked for what was opened from a file. Remove the task and add its ID to ask for it."));
}

/// Checked where all of the selected ones are kept.
void MainWindow::refreshKeep()
{
    const std::vector<int> rows = m_page->selectedRows();
    m_ui->keepAction->setEnabled(!rows.empty());
    m_ui->keepAction->setChecked(!rows.empty() && std::ranges::all_of(rows, [this](int row) {
        return m_feed.list().at(row).isKept;
    }));
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
    m_feed.setCacheLimit(qint64(m_settings.cacheMib()) << 20);
    if (m_options.keeper) {
        m_options.keeper->setPacking(m_settings.packsAnswers());
        m_options.keeper->keeping().setLimits(m_settings.archiveLimits());
    }
    if (!m_options.isAddressGiven)
        m_feed.setAddress(m_settings.address());
}

void MainWindow::setKeySearch(bool underWay, const QString &problem)
{
    m_notice->setKeySearch(underWay);
    m_notice->setKeyProblem(problem);
    m_status->setKeySearch(underWay);
    m_page->setKeyWanted(m_notice->isKeyWanted());
    // Before the end of the search the keyring's key would come into use just after it was forgotten.
    m_ui->forgetKeyAction->setEnabled(m_keys->canKeep() && !underWay);
}

void MainWindow::refreshActions()
{
    const int all = m_feed.list().size();
    const int selected = static_cast<int>(m_page->selectedRows().size());
    for (QAction *const action :
         {m_ui->copyTsvAction, m_ui->copyCurlAction, m_ui->removeAction, m_ui->labelAction,
          m_ui->pauseTasksAction})
        action->setEnabled(selected > 0);
    refreshAgain();
    refreshKeep();
    refreshExplain();
    m_ui->exportAction->setEnabled(all > 0 && !m_exports->isRunning());
    m_ui->pollAction->setEnabled(all > 0 && !m_feed.isPaused());
    m_ui->selectAllAction->setEnabled(all > 0);
    m_ui->copyAction->setEnabled(all > 0); // of what has the focus
    m_ui->pauseAction->setChecked(m_feed.isPaused());
    m_ui->pauseAction->setIcon(paletteIcon(m_feed.isPaused() ? u"resume"_s : u"pause"_s));
    m_inspector->setVisible(all > 0);
    m_page->setKeyWanted(m_notice->isKeyWanted());
    m_status->setSelected(selected);
}

} // namespace embedscope

#include "moc_mainwindow.cpp"
