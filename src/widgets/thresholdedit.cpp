// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/thresholdedit.h"

#include "widgets/decimalbox.h"

#include "models/scenes.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

namespace embedscope {

ThresholdEdit::ThresholdEdit(Scenes &scenes, const QString &title, QWidget *parent)
    : QWidget(parent), m_scenes(scenes), m_spin(new DecimalBox(this)), m_usual(new QToolButton(this))
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *const label = new QLabel(title, this);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_spin);
    layout->addWidget(label);
    layout->addWidget(m_spin);
    layout->addWidget(m_usual);
    m_spin->setRange(0, 2);
    m_spin->setDecimals(3);
    m_spin->setSingleStep(0.01);
    m_spin->setToolTip(tr("The least novelty of a scene boundary; median + 3 MADs at first, but no less than %1. It stays "
                          "moved for this task until the program ends.")
                           .arg(leastUsualThreshold));
    m_usual->setText(tr("Usual"));
    m_usual->setObjectName(QStringLiteral("usualButton"));
    m_usual->setFocusPolicy(Qt::StrongFocus);
    m_usual->setAccessibleName(tr("Usual threshold"));
    connect(m_spin, &DecimalBox::valueChanged, &m_scenes, &Scenes::setThreshold);
    connect(m_usual, &QToolButton::clicked, &m_scenes, &Scenes::resetThreshold);
    connect(&m_scenes, &Scenes::boundariesChanged, this, &ThresholdEdit::refresh);
    refresh();
}

void ThresholdEdit::refresh()
{
    const bool isThere = !m_scenes.scenes().empty();
    m_spin->setEnabled(isThere);
    m_usual->setEnabled(isThere && m_scenes.isThresholdMoved());
    if (!isThere)
        return;
    m_usual->setToolTip(tr("Back to the usual threshold, %1").arg(m_scenes.usualThreshold(), 0, 'f', 3));
    // What it rounds is not to become the threshold.
    const QSignalBlocker blocker(m_spin);
    m_spin->setValue(m_scenes.threshold());
}

} // namespace embedscope

#include "moc_thresholdedit.cpp"
