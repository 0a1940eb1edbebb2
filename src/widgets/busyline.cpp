// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/busyline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

namespace embedscope {

BusyLine::BusyLine(QWidget *parent)
    : QWidget(parent), m_label(new QLabel(this)), m_bar(new QProgressBar(this)), m_cancel(new QToolButton(this))
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_label);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_cancel);
    m_label->setTextFormat(Qt::PlainText);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(8);
    m_cancel->setText(tr("Stop"));
    m_cancel->setObjectName(QStringLiteral("stopButton"));
    m_cancel->setFocusPolicy(Qt::StrongFocus);
    connect(m_cancel, &QToolButton::clicked, this, &BusyLine::cancelRequested);
    m_patience.setSingleShot(true);
    m_patience.setInterval(200);
    connect(&m_patience, &QTimer::timeout, this, &BusyLine::appear);
    setFixedHeight(m_cancel->sizeHint().height());
    end();
}

void BusyLine::begin(const QString &text, bool canCancel)
{
    m_label->setText(text);
    m_bar->setAccessibleName(text);
    m_canCancel = canCancel;
    if (isShown())
        appear();
    else if (!m_patience.isActive()) {
        setProgress(0, 0);
        m_patience.start();
    }
}

void BusyLine::setProgress(int done, int total)
{
    m_bar->setRange(0, total);
    m_bar->setValue(done);
}

void BusyLine::appear()
{
    m_label->show();
    m_bar->show();
    m_cancel->setVisible(m_canCancel);
}

void BusyLine::end()
{
    m_patience.stop();
    m_label->hide();
    m_bar->hide();
    m_cancel->hide();
}

bool BusyLine::isShown() const
{
    return !m_bar->isHidden();
}

} // namespace embedscope

#include "moc_busyline.cpp"
