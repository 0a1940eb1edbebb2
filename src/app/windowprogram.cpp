// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowprogram.h"

#include "app/processsetup.h"
#include "demo/demoprocess.h"

#include <QApplication>
#include <QMessageBox>

using namespace std::chrono_literals;

namespace embedscope {

WindowProgram::WindowProgram(const WindowOptions &options, RedactedMessages &messages)
    : m_options(options), m_messages(messages), m_settings(AppSettings::defaultFile()),
      m_scheme(DesktopScheme::sessionBus(), DesktopScheme::kdeGlobalsFile()), m_theme(m_scheme),
      m_keyFinder({.keyFile = options.keyFile})
{
    m_theme.setChoice(m_settings.themeChoice());
}

WindowProgram::~WindowProgram() = default;

void WindowProgram::start()
{
    if (m_options.demo)
        startDemo();
    else
        openWithoutKey();
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
                openWindow(*address, ApiKey(key, ApiKey::Source::Demo, {}), false);
                m_window->addTasks(ids);
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
    });
    connect(&m_keyFinder, &KeyFinder::failed, this,
            [this](const QString &sentence) { m_window->setKeySearch(false, sentence); });
    m_keyFinder.start();
}

void WindowProgram::openWindow(const ServiceAddress &address, const ApiKey &key, bool keySearchUnderWay)
{
    m_feed =
        std::make_unique<TaskFeed>(address, key,
                                   TaskFeed::Options{.interval = m_settings.pollInterval(),
                                                     .budget = m_settings.budget(),
                                                     .bodyLimit = qint64(m_settings.largestAnswerMib()) << 20,
                                                     .caFile = m_settings.caFile()});
    connect(m_feed.get(), &TaskFeed::pollingChanged, this, [this] { m_messages.setKey(m_feed->key()); });
    m_window = std::make_unique<MainWindow>(
        *m_feed, m_settings, m_theme,
        MainWindow::Options{.demo = m_options.demo,
                            .isAddressGiven = m_options.demo || m_options.address,
                            .keyStore = m_options.demo ? nullptr : &m_keyStore,
                            .keySearchUnderWay = keySearchUnderWay});
    m_window->show();
    m_window->addTasks(m_options.ids);
    if (!m_options.files.isEmpty())
        m_window->offerFiles(m_options.files);
}

} // namespace embedscope
