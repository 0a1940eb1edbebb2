// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interruption.h"
#include "net/apikey.h"

#include <QObject>
#include <QProcessEnvironment>

#include <chrono>
#include <memory>

class QThread;

namespace embedscope {

/// Finds the API key: in a file that was named, else in the environment, else in the desktop's keyring.
class KeyFinder final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString keyFile; ///< empty: none was named
        bool useKeyring = true;
        std::chrono::milliseconds keyringPatience{10'000}; ///< a locked or hung keyring must not hold up the program
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    };

    explicit KeyFinder(const Options &options, QObject *parent = nullptr);
    ~KeyFinder() override; ///< whatever it waits for

    /// The variables that are looked at, in this order.
    static QStringList variables();

    /// Answers with one found() or failed(), always after this call returns.
    void start();

Q_SIGNALS:
    /// An empty key where there is none anywhere.
    void found(const embedscope::ApiKey &key);
    /// The file that was named cannot be used, or a key holds what no header can carry. Never names the value.
    void failed(const QString &sentence);

private:
    void fromFile();
    void takeFile(const QByteArray &content);
    bool fromEnvironment();
    void fromKeyring();
    void take(const QByteArray &value, ApiKey::Source source, const QString &sourceName);

    Options m_options;
    Interruption m_end;
    std::unique_ptr<QThread> m_reader; // of the file
};

} // namespace embedscope
