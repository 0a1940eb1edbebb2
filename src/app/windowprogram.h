// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/redactedmessages.h"
#include "net/keyfinder.h"
#include "net/keystore.h"
#include "store/taskfeed.h"
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

    void start();

private:
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
    std::unique_ptr<TaskFeed> m_feed;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace embedscope
