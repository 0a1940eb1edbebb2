// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/redactedmessages.h"

#include "support/testprogram.h"

#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestRedactedMessages final : public QObject
{
    Q_OBJECT

private:
    const ApiKey m_key{"Ab+/c=d&SECRET%9", ApiKey::Source::Environment, u"TL_API_KEY"_s};

private Q_SLOTS:
    void messagesPassThroughIt()
    {
        QTemporaryFile caught;
        QVERIFY(caught.open());
        const int before = ::dup(STDERR_FILENO);
        {
            RedactedMessages messages;
            messages.setKey(m_key);
            std::fflush(stderr);
            ::dup2(caught.handle(), STDERR_FILENO);
            qWarning("sent Ab+/c=d&SECRET%%9 to the service");
            std::fflush(stderr);
            ::dup2(before, STDERR_FILENO);
        }
        ::close(before);
        caught.seek(0);
        QCOMPARE(caught.readAll().trimmed(), QByteArray("sent *** to the service"));
    }
};

EMBEDSCOPE_TEST(TestRedactedMessages)
#include "tst_redactedmessages.moc"
