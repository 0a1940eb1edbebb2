// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/redactedmessages.h"
#include "app/singleinstance.h"
#include "net/keyfinder.h"
#include "net/keystore.h"
#include "store/taskfeed.h"
#include "store/taskkeeper.h"
#include "widgets/appsettings.h"
#include "widgets/desktopscheme.h"
#include "widgets/mainwindow.h"
#include "widgets/theme.h"

#include <QTimer>

#include <memory>

namespace embedscope {

class DemoProcess;
struct DemoTask;

/// The program with its window: the one place that builds the graph of objects. Needs a QApplication.
class WindowProgram final : public QObject
{
    Q_OBJECT

public:
    /// `messages` must outlive this.
    WindowProgram(const WindowOptions &options, RedactedMessages &messages);
    ~WindowProgram() override;

    /// How the program ends at once, with a line for standard error.
    struct Ending
    {
        int exitCode = 0;
        QString line;
    };
    /// Opens the window; or, where another program has the data folder, hands over to it.
    std::optional<Ending> start();

private:
    std::optional<Ending> claimFolder();
    void takeRequest(const InstanceRequest &request);
    void openKeeper();
    void endKeySearch();
    void openFirstFiles();
    void startDemo();
    void openWithoutKey();
    void findKey();
    void openWindow(const ServiceAddress &address, const ApiKey &key, bool keySearchUnderWay);

    WindowOptions m_options;
    RedactedMessages &m_messages;
    AppSettings m_settings;
    DesktopScheme m_scheme;
    Theme m_theme;
    KeyFinder m_keyFinder;
    KeyStore m_keyStore;
    QTimer m_portalPatience;
    std::unique_ptr<DemoProcess> m_demo;
    QString m_folder; // session and archive
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<TaskFeed> m_feed;
    std::unique_ptr<TaskKeeper> m_keeper; // after the feed, which it needs to the end
    std::vector<TaskId> m_firstIds; // added once the session is there
    QStringList m_firstFiles; // opened then, and once the key is known
    bool m_isSessionOpen = false;
    bool m_isKeySought = false;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace embedscope
