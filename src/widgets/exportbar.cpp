// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/exportbar.h"

#include "ui_exportbar.h"
#include "widgets/exportjobs.h"
#include "widgets/exportrunner.h"
#include "widgets/iconfactory.h"

#include <QEvent>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

ExportBar::ExportBar(ExportRunner &runner, QWidget *parent)
    : QFrame(parent), m_ui(std::make_unique<Ui::ExportBar>())
{
    m_ui->setupUi(this);
    setIconsByName(*this);
    connect(m_ui->cancelButton, &QPushButton::clicked, &runner, &ExportRunner::cancel);
    connect(m_ui->closeButton, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_ui->showButton, &QPushButton::clicked, this, [this] { Q_EMIT showInFolderRequested(m_path); });
    connect(&runner, &ExportRunner::started, this, &ExportBar::showStart);
    connect(&runner, &ExportRunner::progressed, this, &ExportBar::showProgress);
    connect(&runner, &ExportRunner::finished, this,
            [this](const ExportOutcome &outcome, ExportFormat format, const QString &path) {
                const bool written = outcome.kind == ExportOutcome::Kind::Written;
                const bool wanted = written || outcome.kind == ExportOutcome::Kind::Cancelled;
                showEnd(exportSentence(outcome, format, path), wanted ? u"done"_s : u"warning"_s, written);
            });
    hide();
}

ExportBar::~ExportBar() = default;

QString ExportBar::text() const
{
    return m_ui->textLabel->text();
}

void ExportBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setIcon(m_iconName);
}

void ExportBar::setIcon(const QString &name)
{
    m_iconName = name;
    if (!name.isEmpty())
        m_ui->iconLabel->setPixmap(paletteIcon(name).pixmap(QSize(16, 16), devicePixelRatioF()));
}

void ExportBar::showStart(const QString &path)
{
    m_path = path;
    setIcon(u"export"_s);
    m_ui->textLabel->setText(tr("Exporting to %1…").arg(QFileInfo(path).fileName()));
    m_ui->progressBar->setValue(0);
    m_ui->progressBar->show();
    m_ui->cancelButton->show();
    m_ui->showButton->hide();
    m_ui->closeButton->hide();
    show();
}

void ExportBar::showProgress(qint64 written, qint64 total)
{
    // No bytes: they are of the answers, read once or several times, and not of the file that the user waits for.
    const double done = static_cast<double>(written) / static_cast<double>(total);
    m_ui->progressBar->setValue(static_cast<int>(done * m_ui->progressBar->maximum()));
}

void ExportBar::showEnd(const QString &sentence, const QString &iconName, bool written)
{
    setIcon(iconName);
    m_ui->textLabel->setText(sentence);
    setAccessibleDescription(sentence);
    m_ui->progressBar->hide();
    m_ui->cancelButton->hide();
    m_ui->showButton->setVisible(written);
    m_ui->closeButton->show();
    show();
}

} // namespace embedscope

#include "moc_exportbar.cpp"
