// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/lanecombo.h"

#include "models/taskwords.h"

#include <QSignalBlocker>

namespace embedscope {

LaneCombo::LaneCombo(QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(tr("Lane"));
    setToolTip(tr("Which modality's clips are compared"));
    connect(this, &QComboBox::activated, this, [this] { m_wanted = lane() ? lane()->modality() : QString(); });
    connect(this, &QComboBox::currentIndexChanged, this, &LaneCombo::laneChanged);
}

void LaneCombo::setTask(const std::shared_ptr<const SearchableTask> &task)
{
    if (task == m_task)
        return;
    {
        const QSignalBlocker blocker(this);
        clear();
        m_task = task;
        for (size_t i = 0; task && i < task->lanes.size(); ++i) {
            if (!task->lanes[i]->isEmpty())
                addItem(oneLine(modalityTitle(task->lanes[i]->modality()), 30), static_cast<int>(i));
        }
        for (int item = 0; item < count(); ++item) {
            if (task->lanes[itemData(item).toUInt()]->modality() == m_wanted)
                setCurrentIndex(item);
        }
        setEnabled(count() > 1);
    }
    Q_EMIT laneChanged();
}

SharedClips LaneCombo::lane() const
{
    return m_task && currentIndex() >= 0 ? m_task->lanes[currentData().toUInt()] : nullptr;
}

QString LaneCombo::laneTitle() const
{
    return currentText();
}

} // namespace embedscope

#include "moc_lanecombo.cpp"
