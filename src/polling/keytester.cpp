// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/keytester.h"

#include "net/taskclient.h"
#include "polling/answerjudge.h"
#include "polling/keyredactor.h"

namespace embedscope {

KeyTester::KeyTester(const ServiceAddress &address, std::chrono::milliseconds deadline, QObject *parent)
    : QObject(parent), m_address(address)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(deadline);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        end(Failure{.kind = FailureKind::Timeout,
                    .detail = QStringLiteral("%1 s").arg(
                        std::chrono::duration<double>(m_deadline.intervalAsDuration()).count())});
    });
}

KeyTester::~KeyTester() = default;

void KeyTester::test(const ApiKey &key)
{
    cancel();
    m_key = key;
    m_client = std::make_unique<TaskClient>(m_address, RequestLimits{.bodyBytes = 16 << 20});
    connect(m_client.get(), &TaskClient::finished, this, [this](quint64, const Result<HttpAnswer> &answer) {
        if (!answer) {
            end(answer.failure());
            return;
        }
        const auto page = judgePageAnswer(*answer);
        end(page ? std::nullopt : std::optional(page.failure()));
    });
    if (!m_caFile.isEmpty())
        m_client->setCaFile(m_caFile);
    m_client->setKey(key);
    m_client->getPage(1, 1);
    m_deadline.start();
}

void KeyTester::cancel()
{
    m_deadline.stop();
    m_key = {};
    if (!m_client)
        return;
    m_client->disconnect(this);
    m_client->cancel(1);
    m_client.release()->deleteLater(); // it may be the one that speaks
}

void KeyTester::end(std::optional<Failure> problem)
{
    if (problem) {
        // A service may repeat the key in what it says.
        KeyRedactor(m_key).redact(*problem);
        problem->bytes = {};
    }
    cancel();
    Q_EMIT finished(problem);
}

} // namespace embedscope

#include "moc_keytester.cpp"
