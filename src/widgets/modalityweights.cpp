// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/modalityweights.h"

#include "models/taskwords.h"
#include "widgets/decimalbox.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace embedscope {

ModalityWeights::ModalityWeights(QWidget *parent)
    : QWidget(parent), m_area(new QScrollArea(this)), m_boxesWidget(new QWidget), m_layout(new QGridLayout(m_boxesWidget)),
      m_reset(new QToolButton(m_boxesWidget))
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_area);
    m_area->setWidget(m_boxesWidget);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);
    m_boxesWidget->setAutoFillBackground(false);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(6);
    m_layout->setVerticalSpacing(2);
    m_reset->setText(tr("Reset"));
    m_reset->setObjectName(QStringLiteral("resetWeightsButton"));
    m_reset->setToolTip(tr("Only the chosen clip's own modality counts"));
    m_reset->setFocusPolicy(Qt::StrongFocus);
    connect(m_reset, &QToolButton::clicked, this, [this] {
        m_set.clear();
        showWeights();
        Q_EMIT changed();
    });
    showWeights();
}

void ModalityWeights::setModalities(const QStringList &modalities)
{
    if (modalities == m_modalities)
        return;
    m_modalities = modalities;
    qDeleteAll(m_boxes);
    m_boxes.clear();
    const auto labels = findChildren<QLabel *>();
    qDeleteAll(labels);
    constexpr int pairsARow = 3;
    for (qsizetype i = 0; i < modalities.size(); ++i) {
        const QString title = oneLine(modalityTitle(modalities[i]), 20);
        auto *const box = new DecimalBox(m_boxesWidget);
        auto *const label = new QLabel(withoutMnemonics(title), m_boxesWidget);
        label->setTextFormat(Qt::PlainText);
        label->setBuddy(box);
        box->setRange(0, 10);
        box->setDecimals(1);
        box->setSingleStep(0.5);
        box->setProperty("modality", modalities[i]);
        box->setAccessibleName(tr("Weight of %1").arg(title));
        box->setToolTip(tr("How much %1 counts; 0: not at all").arg(title));
        connect(box, &DecimalBox::valueChanged, this, [this] {
            m_set.clear();
            for (const DecimalBox *const each : std::as_const(m_boxes))
                m_set.insert(each->property("modality").toString(), each->value());
            m_reset->setEnabled(true);
            Q_EMIT changed();
        });
        const int place = static_cast<int>(i);
        m_layout->addWidget(label, place / pairsARow, place % pairsARow * 2);
        m_layout->addWidget(box, place / pairsARow, place % pairsARow * 2 + 1);
        m_boxes.append(box);
    }
    m_layout->addWidget(m_reset, 0, pairsARow * 2);
    showWeights();
}

void ModalityWeights::setOwn(const QString &modality)
{
    m_own = modality;
    showWeights();
}

double ModalityWeights::weightOf(const QString &modality) const
{
    if (m_set.isEmpty())
        return modality == m_own ? 1 : 0;
    return m_set.value(modality, 0);
}

void ModalityWeights::showWeights()
{
    for (DecimalBox *const box : std::as_const(m_boxes)) {
        const QSignalBlocker blocker(box);
        box->setValue(weightOf(box->property("modality").toString()));
    }
    m_reset->setEnabled(!m_set.isEmpty());
    m_reset->setVisible(!m_boxes.isEmpty());
    fitHeight();
}

void ModalityWeights::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitHeight();
}

/// As high as its rows, but a response may have many: then they are scrolled.
void ModalityWeights::fitHeight()
{
    constexpr int mostRows = 4;
    const QSize whole = m_boxesWidget->sizeHint();
    const int row = m_reset->sizeHint().height() + m_layout->verticalSpacing();
    const bool isScrolled = whole.height() > mostRows * row;
    m_area->setFixedHeight(isScrolled ? mostRows * row : whole.height());
    m_area->setMinimumWidth(whole.width() + (isScrolled ? m_area->verticalScrollBar()->sizeHint().width() : 0));
}

} // namespace embedscope

#include "moc_modalityweights.cpp"
