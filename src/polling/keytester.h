// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "net/apikey.h"
#include "net/serviceaddress.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace embedscope {

class TaskClient;

/// Asks the service for its list of tasks with a key that is not in use yet, to learn whether it takes that
/// key. On connections of its own, so that polling with the old key goes on undisturbed.
class KeyTester final : public QObject
{
    Q_OBJECT

public:
    /// `deadline`: for the whole test.
    explicit KeyTester(const ServiceAddress &address,
                       std::chrono::milliseconds deadline = std::chrono::seconds(15),
                       QObject *parent = nullptr);
    ~KeyTester() override;

    /// Certificates to trust besides the system's, as TaskClient takes them.
    void setCaFile(const QString &path) { m_caFile = path; }
    /// One finished() follows, after this call returns; a test that is under way is taken back before.
    void test(const ApiKey &key);
    /// No finished() follows any more, and the key is dropped.
    void cancel();

Q_SIGNALS:
    /// Nothing: the service gave its list for this key. Else what stands against that; Unauthorized alone
    /// says that the key is refused. Texts in the failure never hold the key.
    void finished(const std::optional<embedscope::Failure> &problem);

private:
    void end(std::optional<Failure> problem);

    ServiceAddress m_address;
    QString m_caFile;
    ApiKey m_key;
    QTimer m_deadline;
    std::unique_ptr<TaskClient> m_client; // while a test is under way
};

} // namespace embedscope
