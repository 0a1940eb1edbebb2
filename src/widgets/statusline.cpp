// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statusline.h"

#include "models/pollingwords.h"
#include "models/taskwords.h"
#include "store/sessionwriter.h"
#include "store/taskfeed.h"
#include "ui_statusline.h"

#include <QLocale>

#include <cmath>

using namespace std::chrono_literals;

namespace embedscope {

StatusLine::StatusLine(const TaskFeed &feed, bool demo, QWidget *parent)
    : QWidget(parent), m_feed(feed), m_ui(std::make_unique<Ui::StatusLine>())
{
    m_ui->setupUi(this);
    m_ui->demoLabel->setVisible(demo);
    showService();
    for (QLabel *const badge : {m_ui->pausedLabel, m_ui->demoLabel}) {
        QFont bold = badge->font();
        bold.setBold(true);
        badge->setFont(bold);
    }
    connect(&m_feed, &TaskFeed::pollingChanged, this, &StatusLine::refreshAll);
    connect(&m_feed, &TaskFeed::addressChanged, this, &StatusLine::showService);
    connect(&m_feed.list(), &TaskList::rowsInserted, this, &StatusLine::refreshAll);
    connect(&m_feed.list(), &TaskList::rowsRemoved, this, &StatusLine::refreshAll);
    connect(&m_feed.list(), &TaskList::rowsChanged, this, &StatusLine::refreshAll);
    m_passing.setSingleShot(true);
    m_passing.setInterval(10s); // enough to read the longest of them
    connect(&m_passing, &QTimer::timeout, this, [this] { showPassing({}); });
    showPassing({});
    connect(&m_ticker, &QTimer::timeout, this, &StatusLine::refreshActivity);
    m_ticker.start(500ms); // twice a second, so that the seconds count down evenly
    refreshAll();
}

StatusLine::~StatusLine() = default;

void StatusLine::showService()
{
    m_ui->serviceLabel->setText(m_feed.address().url().authority());
    m_ui->serviceLabel->setToolTip(tr("Tasks are asked for at %1").arg(m_feed.address().toString()));
}

void StatusLine::setSelected(int count)
{
    m_selected = count;
    refreshAll();
}

void StatusLine::setReading(int tasks)
{
    m_reading = tasks;
    refreshAll();
}

void StatusLine::setKeySearch(bool underWay)
{
    m_searchingKey = underWay;
    refreshAll();
}

void StatusLine::setKeyKeeping(const KeyKeeping &keeping)
{
    m_keyKeeping = keeping;
    refreshAll();
}

void StatusLine::showPassing(const QString &words)
{
    m_ui->passingLabel->setText(words);
    m_ui->passingLabel->setToolTip(toolTipText(words)); // where the window is too narrow for it
    m_ui->passingLabel->setVisible(!words.isEmpty());
    for (QLabel *const other : {m_ui->countsLabel, m_ui->activityLabel, m_ui->budgetLabel})
        other->setVisible(words.isEmpty());
    if (words.isEmpty())
        m_passing.stop();
    else
        m_passing.start();
}

void StatusLine::refreshAll()
{
    const int size = m_feed.list().size();
    QString counts = size == 1 ? tr("1 task") : tr("%n tasks", nullptr, size);
    if (m_selected > 1)
        counts = tr("%1, %2 selected").arg(counts).arg(m_selected);
    m_ui->countsLabel->setText(m_reading > 0 ? tr("Reading %1 tasks…").arg(QLocale().toString(m_reading)) : counts);
    const bool searching = m_searchingKey && m_feed.key().isEmpty();
    m_ui->keyLabel->setText(searching ? tr("Key: looking in the keyring…")
                                      : keySourceText(m_feed.key(), m_keyKeeping));
    m_ui->keyLabel->setToolTip(toolTipText(keySourceTip(m_feed.key(), m_keyKeeping)));
    m_ui->pausedLabel->setVisible(m_feed.isPaused());
    refreshActivity();
}

void StatusLine::refreshActivity()
{
    const QString text = activityText();
    if (text != m_ui->activityLabel->text())
        m_ui->activityLabel->setText(text);
    const PollPlan::View view = m_feed.polling();
    const bool isTold = view.waiting && !m_feed.isPaused() && !m_feed.standstill(); // else that is why, and said elsewhere
    m_ui->activityLabel->setToolTip(
        isTold ? toolTipText(waitingSentence(view, MonotonicClock::now(), QDateTime::currentDateTimeUtc())) : QString());
    refreshBudget();
    refreshSaving();
}

/// Until they are on the disk, a power cut would lose them.
void StatusLine::refreshSaving()
{
    const size_t unsaved = m_unsaved ? m_unsaved() : 0;
    const bool isShown = unsaved > SessionWriter::mostInBatch;
    if (isShown)
        m_ui->savingLabel->setText(tr("Saving: %1 tasks to go").arg(QLocale().toString(static_cast<qulonglong>(unsaved))));
    m_ui->savingLabel->setVisible(isShown);
}

void StatusLine::refreshBudget()
{
    const PollPlan::View view = m_feed.polling();
    const MonotonicTime now = MonotonicClock::now();
    const QDateTime wallNow = QDateTime::currentDateTimeUtc();
    const bool isUsed = view.open > 0 || view.budget.left < view.budget.limit || view.budget.resumes;
    QString text = isUsed ? budgetText(view.budget, now, wallNow) : QString();
    if (const QString sweep = sweepText(view); isUsed && !sweep.isEmpty())
        text += u", " + sweep;
    if (text == m_ui->budgetLabel->text())
        return;
    m_ui->budgetLabel->setText(text);
    m_ui->budgetLabel->setToolTip(toolTipText(budgetDetails(view, now, wallNow)));
}

QString StatusLine::activityText() const
{
    const int underWay = m_feed.requestsUnderWay();
    if (underWay > 0) {
        const QString text =
            underWay == 1 ? tr("1 request under way") : tr("%n requests under way", nullptr, underWay);
        const PollPlan::View view = m_feed.polling();
        if (view.silent == 0)
            return text;
        const double sec = std::chrono::duration<double>(MonotonicClock::now() - view.silentSince).count();
        return tr("%1, no answer for %2").arg(text, durationText(std::floor(sec)));
    }
    if (m_feed.list().size() == 0 || m_feed.isPaused())
        return {};
    if (m_feed.standstill())
        return tr("Polling has stopped");
    const auto next = m_feed.nextPoll();
    if (!next) {
        const PollPlan::View view = m_feed.polling();
        const QString why = view.waiting ? waitingSentence(view, MonotonicClock::now(), QDateTime::currentDateTimeUtc()) : QString();
        return view.open > 0 ? why : tr("Nothing left to ask");
    }
    const double sec = std::chrono::duration<double>(*next - MonotonicClock::now()).count();
    return tr("Next poll in %1").arg(durationText(std::max(0.0, std::ceil(sec))));
}

} // namespace embedscope

#include "moc_statusline.cpp"
