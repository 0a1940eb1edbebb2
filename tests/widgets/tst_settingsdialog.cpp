// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingsdialog.h"

#include "widgets/appsettings.h"
#include "widgets/desktopscheme.h"

#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

QDBusConnection noBus()
{
    return QDBusConnection(u"there is none"_s);
}

/// The dialog over settings of its own.
struct Fixture
{
    QTemporaryDir folder;
    AppSettings settings{folder.filePath(u"s.ini"_s)};
    DesktopScheme desktop{noBus, folder.filePath(u"kdeglobals"_s)};
    Theme theme{desktop};
};

} // namespace

class TstSettingsDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnStores();
    void escapeTakesBack();
    void keepsTheIntervalWithinBounds();
};

void TstSettingsDialog::returnStores()
{
    Fixture f;
    f.settings.setPollInterval(30s);
    SettingsDialog dialog(f.settings, f.theme);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *const interval = dialog.findChild<QSpinBox *>();
    auto *const theme = dialog.findChild<QComboBox *>();
    QCOMPARE(interval->value(), 30);
    QVERIFY(interval->hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), u"12"_s); // replaces what was there
    theme->setFocus();
    QTest::keyClick(theme, Qt::Key_End);
    QVERIFY(f.theme.isDark()); // shows at once
    QCOMPARE(f.settings.pollInterval(), 30s); // stored only with OK
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(accepted.count(), 1);
    QCOMPARE(f.settings.pollInterval(), 12s);
    QCOMPARE(f.settings.themeChoice(), Theme::Choice::Dark);
    QVERIFY(f.theme.isDark());
}

void TstSettingsDialog::escapeTakesBack()
{
    Fixture f;
    f.theme.setChoice(Theme::Choice::Light);
    SettingsDialog dialog(f.settings, f.theme);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *const theme = dialog.findChild<QComboBox *>();
    theme->setFocus();
    QTest::keyClick(theme, Qt::Key_Down);
    QVERIFY(f.theme.isDark());
    dialog.findChild<QSpinBox *>()->setValue(99);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(f.theme.choice(), Theme::Choice::Light);
    QCOMPARE(f.settings.pollInterval(), 5s);
    QCOMPARE(f.settings.themeChoice(), Theme::Choice::Desktop);
}

void TstSettingsDialog::keepsTheIntervalWithinBounds()
{
    Fixture f;
    SettingsDialog dialog(f.settings, f.theme);
    auto *const interval = dialog.findChild<QSpinBox *>();
    QCOMPARE(interval->minimum(), 1);
    QCOMPARE(interval->maximum(), 3600);
}

QTEST_MAIN(TstSettingsDialog)
#include "tst_settingsdialog.moc"
