// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/windowdialogs.h"

#include "models/taskwords.h"
#include "polling/keyredactor.h"
#include "polling/keytester.h"
#include "store/taskfeed.h"
#include "widgets/accountdialog.h"
#include "widgets/addtasksdialog.h"
#include "widgets/archivedialog.h"
#include "widgets/iconfactory.h"
#include "widgets/keydialog.h"
#include "widgets/keytext.h"
#include "widgets/problemdialog.h"
#include "widgets/requestlogwindow.h"
#include "widgets/settingsdialog.h"
#include "widgets/shortcutssheet.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

WindowDialogs::WindowDialogs(TaskFeed &feed, AppSettings &settings, Theme &theme, QWidget &window)
    : QObject(&window), m_feed(feed), m_settings(settings), m_theme(theme), m_window(window)
{
}

/// The dialog of this kind that is open already, brought to the front; nullptr where there is none.
template <class Dialog> Dialog *WindowDialogs::openOne() const
{
    auto *const open = m_window.findChild<Dialog *>();
    if (open)
        open->activateWindow();
    return open;
}

void WindowDialogs::addTasks(const QString &text)
{
    if (auto *const open = openOne<AddTasksDialog>()) {
        if (!text.isEmpty())
            open->appendText(text); // what the user has typed there stays
        return;
    }
    auto *const dialog =
        new AddTasksDialog(text, [this](const TaskId &id) { return m_feed.list().rowOf(id) >= 0; }, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddTasksDialog::responsePasted, this, &WindowDialogs::responsePasted);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { Q_EMIT idsChosen(dialog->ids()); });
    dialog->open();
}

void WindowDialogs::addFromAccount()
{
    if (openOne<AccountDialog>())
        return;
    auto *const dialog = new AccountDialog(m_feed, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { Q_EMIT idsChosen(dialog->ids()); });
    dialog->open();
}

void WindowDialogs::enterKey(bool canKeep)
{
    if (openOne<KeyDialog>())
        return;
    auto *const dialog = new KeyDialog(canKeep, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto *const tester = new KeyTester(m_feed.address(), std::chrono::seconds(15), dialog);
    tester->setCaFile(m_feed.caFile());
    connect(dialog, &KeyDialog::testRequested, tester, &KeyTester::test);
    connect(dialog, &KeyDialog::testTakenBack, tester, &KeyTester::cancel);
    connect(tester, &KeyTester::finished, dialog, [dialog](const std::optional<Failure> &problem) {
        dialog->showTestResult(keyTestSentence(problem), problem && problem->kind == FailureKind::Unauthorized);
    });
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { Q_EMIT keyEntered(dialog->key(), dialog->keepsKey()); });
    dialog->open();
}

void WindowDialogs::forgetKey()
{
    if (openOne<QMessageBox>())
        return;
    auto *const box = new QMessageBox(QMessageBox::NoIcon, tr("Forget the Key"),
                                      tr("Forget the API key, here and in the desktop's keyring?"),
                                      QMessageBox::Cancel, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(paletteIcon(u"key"_s).pixmap(QSize(32, 32), m_window.devicePixelRatioF()));
    box->setInformativeText(
        tr("Nothing is asked until there is another one. Keys in files and in variables stay where they are, "
           "and are found again at the next start."));
    QPushButton *const forget = box->addButton(tr("&Forget Key"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(forget, &QPushButton::clicked, this, &WindowDialogs::forgettingChosen);
    box->open();
}

void WindowDialogs::showLog()
{
    if (openOne<RequestLogWindow>())
        return;
    auto *const log = new RequestLogWindow(m_feed.log(), &m_window);
    log->setAttribute(Qt::WA_DeleteOnClose);
    log->show(); // beside the window, which goes on being used
}

void WindowDialogs::showArchive(TaskKeeper &keeper)
{
    if (openOne<ArchiveDialog>())
        return;
    auto *const archive = new ArchiveDialog(m_feed, keeper, &m_window);
    archive->setAttribute(Qt::WA_DeleteOnClose);
    archive->show(); // beside the window, which goes on being used
}

void WindowDialogs::explain(const TaskId &id)
{
    const TaskRecord *const record = m_feed.list().find(id);
    const auto diagnosis = record ? diagnose(*record) : std::nullopt;
    if (!diagnosis || openOne<ProblemDialog>())
        return;
    const QString title = record->summary.file.isEmpty()
        ? id.toString()
        : tr("%1, %2").arg(oneLine(record->summary.file), id.toString());
    const QString report =
        KeyRedactor(m_feed.key())
            .redact(problemReport(*record, m_feed.address().toString(), QDateTime::currentDateTimeUtc()));
    auto *const dialog = new ProblemDialog(title, *diagnosis, report, &m_window);
    dialog->setCanAskAgain(!record->origin.isFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ProblemDialog::againRequested, this, [this, id] { Q_EMIT againRequested(id); });
    dialog->open();
}

void WindowDialogs::editSettings()
{
    if (openOne<SettingsDialog>())
        return;
    auto *const dialog = new SettingsDialog(
        m_settings, m_theme, m_isAddressGiven ? std::optional(m_feed.address()) : std::nullopt, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &WindowDialogs::settingsChanged);
    dialog->open();
}

void WindowDialogs::showShortcuts(const QMenuBar &menuBar)
{
    if (openOne<ShortcutsSheet>())
        return;
    auto *const sheet = new ShortcutsSheet(menuBar, &m_window);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

void WindowDialogs::showAbout()
{
    if (openOne<QMessageBox>())
        return;
    auto *const box = new QMessageBox(&m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Embedscope"));
    box->setIconPixmap(applicationIcon().pixmap(QSize(64, 64), m_window.devicePixelRatioF()));
    box->setText(tr("Embedscope %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        tr("Watches video and audio embedding tasks, shows their timelines and vectors, and takes "
           "the answers away byte for byte.\n\nFree software under the GNU General Public "
           "License, version 3 or later. Made with Qt %1.")
            .arg(QString::fromLatin1(qVersion())));
    box->open();
}

} // namespace embedscope

#include "moc_windowdialogs.cpp"
