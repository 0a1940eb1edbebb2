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

void WindowNotice::refresh()
{
    const bool waiting = m_keySearchUnderWay && m_feed.key().isEmpty();
    Notice notice = waiting ? Notice() : noticeFor(m_feed.standstill(), m_feed.key(), m_keyProblem);
    notice.steps.setFlag(NoticeBar::EnterKey, notice.steps.testFlag(NoticeBar::EnterKey) && m_mayEnterKey);
    const QString hindrance =
        hindranceSentence(m_feed.polling(), MonotonicClock::now(), QDateTime::currentDateTimeUtc());
    if (!notice.text.isEmpty())
        m_bar.showNotice(notice.text, notice.steps);
    else if (!hindrance.isEmpty() && !waiting && !m_feed.isPaused())
        m_bar.showNotice(hindrance, NoticeBar::NoStep);
    else
        m_bar.clear();
}

} // namespace embedscope
