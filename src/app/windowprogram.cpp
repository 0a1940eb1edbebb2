// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowprogram.h"

#include "app/exitcode.h"
#include "app/processsetup.h"
#include "demo/demoprocess.h"

#include <QApplication>
#include <QFileInfo>
#include <QMessageBox>

using namespace std::chrono_literals;

namespace embedscope {

WindowProgram::WindowProgram(const WindowOptions &options, RedactedMessages &messages)
    : m_options(options), m_messages(messages), m_settings(AppSettings::defaultFile()),
      m_scheme(DesktopScheme::sessionBus(), DesktopScheme::kdeGlobalsFile()), m_theme(m_scheme),
      m_keyFinder({.keyFile = options.keyFile, .environment = options.environment}), m_folder(TaskKeeper::defaultFolder(options.demo))
{
    m_theme.setChoice(m_settings.themeChoice());
}

WindowProgram::~WindowProgram() = default;

std::optional<WindowProgram::Ending> WindowProgram::start()
{
    if (const auto ending = claimFolder())
        return ending;
    if (m_options.demo)
        startDemo();
    else
        openWithoutKey();
    return std::nullopt;
}

std::optional<WindowProgram::Ending> WindowProgram::claimFolder()
{
    InstanceRequest request{.ids = m_options.ids, .files = {}, .service = {}};
    if (m_options.address && !m_options.demo)
        request.service = m_options.address->toString();
    for (const QString &file : std::as_const(m_options.files))
        request.files += QFileInfo(file).absoluteFilePath();
    m_instance = std::make_unique<SingleInstance>(m_folder);
    switch (m_instance->claim(request)) {
    case SingleInstance::Outcome::First:
        break;
    case SingleInstance::Outcome::HandedOver:
        return Ending{0, tr("Embedscope is running already: its window has taken over.")};
    case SingleInstance::Outcome::NotReached:
        return Ending{exitNoDisplay, m_instance->problem()};
    }
    connect(m_instance.get(), &SingleInstance::requested, this, &WindowProgram::takeRequest);
    return std::nullopt;
}

/// Another program was started on the same data: its user looks for this window.
void WindowProgram::takeRequest(const InstanceRequest &request)
{
    if (!m_window) {
        m_firstIds.insert(m_firstIds.end(), request.ids.begin(), request.ids.end());
        m_firstFiles += request.files;
        return;
    }
    m_window->bringForward();
    // Its own service was named for these tasks, and they would be asked of another one here.
    if (!request.service.isEmpty() && request.service != m_feed->address().toString()) {
        m_window->showOtherService(request.service);
    } else {
        m_window->addTasks(request.ids);
    }
    m_firstFiles += request.files;
    openFirstFiles();
}

void WindowProgram::startDemo()
{
    m_demo = std::make_unique<DemoProcess>();
    connect(m_demo.get(), &DemoProcess::started, this,
            [this](const QString &url, const QByteArray &key, const QList<DemoTask> &tasks) {
                const auto address = ServiceAddress::fromString(url);
                if (!address)
                    return;
                std::vector<TaskId> ids;
                for (const DemoTask &task : tasks) {
                    if (const auto id = TaskId::fromString(task.id))
                        ids.push_back(*id);
                }
                m_firstIds = ids;
                openWindow(*address, ApiKey(key, ApiKey::Source::Demo, {}), false);
            });
    connect(m_demo.get(), &DemoProcess::failed, this, [this](const QString &sentence) {
        if (m_window) {
            qWarning("%s", qPrintable(sentence)); // the tasks' own problems say it in the window
            return;
        }
        QMessageBox::critical(nullptr, QApplication::applicationDisplayName(), sentence);
        QApplication::exit(1);
    });
    m_demo->start();
}

/// The key is looked for when the portal has been asked for the desktop's colours: it looks into this process
/// to do so, and a process that holds a key is closed to everybody.
void WindowProgram::openWithoutKey()
{
    m_isKeySought = true;
    openWindow(m_options.address.value_or(m_settings.address()), {}, true);
    connect(&m_scheme, &DesktopScheme::portalAsked, this, &WindowProgram::findKey);
    connect(&m_portalPatience, &QTimer::timeout, this, &WindowProgram::findKey);
    m_portalPatience.start(5s); // a portal that hangs costs the dark colours, not the key
}

void WindowProgram::findKey()
{
    m_scheme.disconnect(this);
    m_portalPatience.stop();
    forbidTracing();
    connect(&m_keyFinder, &KeyFinder::found, this, [this](const ApiKey &key) {
        if (m_feed->key().isEmpty()) { // the user may have been faster than the keyring
            m_messages.setKey(key);
            m_feed->setKey(key);
        }
        m_window->setKeySearch(false);
        endKeySearch();
    });
    connect(&m_keyFinder, &KeyFinder::failed, this, [this](const QString &sentence) {
        m_window->setKeySearch(false, sentence);
        endKeySearch();
    });
    m_keyFinder.start();
}

void WindowProgram::openWindow(const ServiceAddress &address, const ApiKey &key, bool keySearchUnderWay)
{
    m_feed =
        std::make_unique<TaskFeed>(address, key,
                                   TaskFeed::Options{.interval = m_settings.pollInterval(),
                                                     .audits = true,
                                                     .budget = m_settings.budget(),
                                                     .bodyLimit = qint64(m_settings.largestAnswerMib()) << 20,
                                                     .caFile = m_settings.caFile(),
                                                     .spoolRoot = TaskKeeper::incomingFolder(m_folder)});
    connect(m_feed.get(), &TaskFeed::pollingChanged, this, [this] { m_messages.setKey(m_feed->key()); });
    m_feed->setCacheLimit(qint64(m_settings.cacheMib()) << 20);
    m_keeper = std::make_unique<TaskKeeper>(*m_feed, m_folder);
    m_keeper->setPacking(m_settings.packsAnswers());
    m_keeper->keeping().setLimits(m_settings.archiveLimits());
    m_window = std::make_unique<MainWindow>(
        *m_feed, m_settings, m_theme,
        MainWindow::Options{.demo = m_options.demo,
                            .isAddressGiven = m_options.demo || m_options.address,
                            .keyStore = m_options.demo ? nullptr : &m_keyStore,
                            .keeper = m_keeper.get(),
                            .keySearchUnderWay = keySearchUnderWay});
    m_window->show();
    openKeeper();
}

/// What the command line names comes behind the tasks of earlier runs.
void WindowProgram::openKeeper()
{
    m_firstIds.insert(m_firstIds.end(), m_options.ids.begin(), m_options.ids.end());
    m_firstFiles = m_options.files + m_firstFiles;
    // The window's connection: at the end it goes before the keeper, which may still have something to tell.
    connect(m_keeper.get(), &TaskKeeper::problemsChanged, m_window.get(),
            [this] { m_window->showKeepingProblems(m_keeper->problems()); });
    connect(m_keeper.get(), &TaskKeeper::opened, this, [this](const QStringList &notes) {
        m_window->showReturnedTasks(notes);
        m_window->addTasks(m_firstIds);
        m_isSessionOpen = true;
        openFirstFiles();
    });
    m_keeper->open();
}

void WindowProgram::endKeySearch()
{
    m_isKeySought = false;
    openFirstFiles();
}

/// Not before the key is known: an answer with the key in it must not get into the archive.
void WindowProgram::openFirstFiles()
{
    if (m_isSessionOpen && !m_isKeySought)
        m_window->openFiles(std::exchange(m_firstFiles, {}));
}

} // namespace embedscope

#include "moc_windowprogram.cpp"
