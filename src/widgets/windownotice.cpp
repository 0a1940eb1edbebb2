// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/windownotice.h"

#include "models/pollingwords.h"
#include "store/taskfeed.h"
#include "widgets/keytext.h"
#include "widgets/noticebar.h"

namespace embedscope {

WindowNotice::WindowNotice(TaskFeed &feed, NoticeBar &bar, bool mayEnterKey, QObject *parent)
    : QObject(parent), m_feed(feed), m_bar(bar), m_mayEnterKey(mayEnterKey)
{
    connect(&m_bar, &NoticeBar::againRequested, &m_feed, &TaskFeed::pollNow);
    connect(&m_feed, &TaskFeed::pollingChanged, this, &WindowNotice::refresh);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &WindowNotice::refresh);
    const auto refreshSoon = [this] {
        // With a key polling tells what there is to say; what is said may come to an end with the tasks.
        if (m_feed.key().isEmpty() || !m_bar.text().isEmpty())
            m_soon.start();
    };
    connect(&m_feed.list(), &TaskList::rowsInserted, this, refreshSoon);
    connect(&m_feed.list(), &TaskList::rowsRemoved, this, refreshSoon);
    connect(&m_feed.list(), &TaskList::rowsChanged, this, refreshSoon);
}

void WindowNotice::setKeySearch(bool underWay)
{
    m_keySearchUnderWay = underWay;
    refresh();
}

void WindowNotice::setKeyProblem(const QString &problem)
{
    m_keyProblem = problem;
    refresh();
}

bool WindowNotice::isKeyWanted() const
{
    return m_feed.key().isEmpty() && !m_keySearchUnderWay;
}

/// There is no key, and that matters: something would be asked with it, the list is empty and a key the first step, or the
/// user wants to know what became of theirs. Files are never asked for.
bool WindowNotice::isKeyMissed() const
{
    const TaskList &list = m_feed.list();
    if (!m_feed.key().isEmpty())
        return false;
    return list.size() == 0 || !m_keyProblem.isEmpty() || m_feed.polling().open > 0 || list.openTotal() > 0;
}

void WindowNotice::refresh()
{
    const bool hasKey = !m_feed.key().isEmpty();
    const bool waiting = m_keySearchUnderWay && !hasKey;
    const bool isTold = !waiting && (hasKey || isKeyMissed());
    Notice notice = isTold ? noticeFor(m_feed.standstill(), m_feed.key(), m_keyProblem) : Notice();
    notice.steps.setFlag(NoticeBar::EnterKey, notice.steps.testFlag(NoticeBar::EnterKey) && m_mayEnterKey);
    const PollPlan::View polling = m_feed.polling();
    const MonotonicTime now = MonotonicClock::now();
    const QDateTime wallNow = QDateTime::currentDateTimeUtc();
    const QString hindrance = hindranceSentence(polling, m_feed.address().url().authority(), now, wallNow);
    if (!notice.text.isEmpty())
        m_bar.showNotice(notice.text, notice.steps);
    else if (!hindrance.isEmpty() && !waiting && !m_feed.isPaused())
        m_bar.showNotice(hindrance, polling.isUnreached ? NoticeBar::TryAgain : NoticeBar::NoStep, NoticeBar::Tone::Warning,
                         nextTrySentence(polling, now, wallNow));
    else
        m_bar.clear();
}

} // namespace embedscope

#include "moc_windownotice.cpp"
