// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingsdialog.h"

#include "support/testprogram.h"
#include "widgets/appsettings.h"
#include "widgets/desktopscheme.h"
#include "widgets/nobus.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryFile>
#include <QTest>

using namespace embedscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The dialog over settings of its own.
struct Fixture
{
    QTemporaryDir folder;
    AppSettings settings{folder.filePath(u"s.ini"_s)};
    DesktopScheme desktop{test::noBus, folder.filePath(u"kdeglobals"_s)};
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
    void storesBudgetSizeAddressAndAuthorities();
    void refusesWhatTheKeyMustNotTravelTo();
    void aGivenAddressStays();
    void storesWhatIsSaidOfTheArchive();
    void noSentenceIsCut();
};

void TstSettingsDialog::noSentenceIsCut()
{
    Fixture f;
    for (const auto &given : {std::optional<ServiceAddress>(), ServiceAddress::fromString(u"http://127.0.0.1:8080/v1.3"_s)}) {
        SettingsDialog dialog(f.settings, f.theme, given);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        if (!given)
            dialog.findChild<QLineEdit *>(u"urlEdit"_s)->setText(u"http://elsewhere.example/v1.3"_s); // a note of two lines
        auto *const tabs = dialog.findChild<QTabWidget *>();
        for (int i = 0; i < tabs->count(); ++i) {
            tabs->setCurrentIndex(i);
            const auto isWhole = [](const QLabel *label) {
                return !label->isVisible() || !label->wordWrap() || label->height() >= label->heightForWidth(label->width());
            };
            for (const QLabel *const label : tabs->widget(i)->findChildren<QLabel *>())
                QTRY_VERIFY2(isWhole(label), qPrintable(label->text()));
        }
    }
}

void TstSettingsDialog::returnStores()
{
    Fixture f;
    f.settings.setPollInterval(30s);
    SettingsDialog dialog(f.settings, f.theme);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *const interval = dialog.findChild<QSpinBox *>(u"intervalBox"_s);
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
    dialog.findChild<QSpinBox *>(u"intervalBox"_s)->setValue(99);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(f.theme.choice(), Theme::Choice::Light);
    QCOMPARE(f.settings.pollInterval(), 5s);
    QCOMPARE(f.settings.themeChoice(), Theme::Choice::Desktop);
}

void TstSettingsDialog::keepsTheIntervalWithinBounds()
{
    Fixture f;
    SettingsDialog dialog(f.settings, f.theme);
    auto *const interval = dialog.findChild<QSpinBox *>(u"intervalBox"_s);
    QCOMPARE(interval->minimum(), 1);
    QCOMPARE(interval->maximum(), 3600);
}

void TstSettingsDialog::storesBudgetSizeAddressAndAuthorities()
{
    Fixture f;
    QTemporaryFile ca;
    QVERIFY(ca.open());
    SettingsDialog dialog(f.settings, f.theme);
    dialog.findChild<QSpinBox *>(u"minuteBox"_s)->setValue(25);
    dialog.findChild<QSpinBox *>(u"dayBox"_s)->setValue(0);
    QCOMPARE(dialog.findChild<QSpinBox *>(u"dayBox"_s)->text(), u"no limit"_s);
    QCOMPARE(f.settings.budget().perMinute, 0); // nothing was chosen
    QCOMPARE(f.settings.budget().perDay, 0);
    dialog.findChild<QSpinBox *>(u"largestBox"_s)->setValue(512);
    dialog.findChild<QLineEdit *>(u"urlEdit"_s)->setText(u" https://eu.example/v1.3/ "_s);
    dialog.findChild<QLineEdit *>(u"caEdit"_s)->setText(ca.fileName());
    dialog.accept();
    QCOMPARE(f.settings.budget().perMinute, 25);
    QCOMPARE(f.settings.budget().perDay, 0);
    QCOMPARE(f.settings.largestAnswerMib(), 512);
    QCOMPARE(f.settings.address().toString(), u"https://eu.example/v1.3"_s);
    QCOMPARE(f.settings.caFile(), ca.fileName());
    SettingsDialog again(f.settings, f.theme);
    again.findChild<QLineEdit *>(u"urlEdit"_s)->clear(); // back to the service's own
    again.accept();
    QCOMPARE(f.settings.address(), ServiceAddress());
}

void TstSettingsDialog::refusesWhatTheKeyMustNotTravelTo()
{
    Fixture f;
    SettingsDialog dialog(f.settings, f.theme);
    auto *const url = dialog.findChild<QLineEdit *>(u"urlEdit"_s);
    auto *const note = dialog.findChild<QLabel *>(u"urlNote"_s);
    const auto *const ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    for (const QString &bad : {u"http://eu.example/v1"_s, u"eu.example"_s, u"https://a:b@eu.example"_s,
                               u"https://eu.example?x=1"_s, u"ftp://eu.example"_s}) {
        url->setText(bad);
        QVERIFY2(!ok->isEnabled(), qPrintable(bad));
        QVERIFY(!note->isHidden() && note->text().endsWith(u'.'));
    }
    url->setText(u"http://127.0.0.1:8080/v1.3"_s);
    QVERIFY(ok->isEnabled());
    QVERIFY(note->isHidden());
    dialog.findChild<QLineEdit *>(u"caEdit"_s)->setText(u"/nowhere/ca.pem"_s);
    QVERIFY(!ok->isEnabled());
}

void TstSettingsDialog::aGivenAddressStays()
{
    Fixture f;
    const auto given = ServiceAddress::fromString(u"https://given.example/v1"_s);
    SettingsDialog dialog(f.settings, f.theme, given);
    QVERIFY(dialog.findChild<QLineEdit *>(u"urlEdit"_s)->isHidden()); // looks like what can be changed
    const auto *const shown = dialog.findChild<QLabel *>(u"givenUrl"_s);
    QVERIFY(!shown->isHidden());
    QCOMPARE(shown->text(), u"https://given.example/v1"_s);
    QVERIFY(shown->focusPolicy() & Qt::TabFocus); // it can be read and copied
    dialog.accept();
    QCOMPARE(f.settings.address(), ServiceAddress());
}

void TstSettingsDialog::storesWhatIsSaidOfTheArchive()
{
    Fixture f;
    SettingsDialog dialog(f.settings, f.theme);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    dialog.findChild<QTabWidget *>()->setCurrentIndex(1);
    auto *const pack = dialog.findChild<QCheckBox *>(u"packBox"_s);
    auto *const size = dialog.findChild<QDoubleSpinBox *>(u"sizeBox"_s);
    auto *const age = dialog.findChild<QSpinBox *>(u"ageBox"_s);
    auto *const cache = dialog.findChild<QSpinBox *>(u"cacheBox"_s);
    QVERIFY(pack->isChecked());
    QCOMPARE(size->text(), u"no limit"_s);
    QCOMPARE(age->text(), u"no limit"_s);
    QCOMPARE(cache->value(), 1024);
    QTest::keyClick(&dialog, Qt::Key_P, Qt::AltModifier);
    QTRY_VERIFY(!pack->isChecked());
    const auto type = [](QAbstractSpinBox &box, const QString &text) {
        box.setFocus();
        box.selectAll();
        QTest::keyClicks(&box, text);
    };
    type(*size, u"0.05"_s);
    type(*age, u"90"_s);
    type(*cache, u"512"_s);
    QCOMPARE(f.settings.archiveGigabytes(), 0.0);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QVERIFY(!f.settings.packsAnswers());
    QCOMPARE(f.settings.archiveGigabytes(), 0.05);
    QCOMPARE(f.settings.archiveDays(), 90);
    QCOMPARE(f.settings.cacheMib(), 512);
}

EMBEDSCOPE_TEST(TstSettingsDialog)
#include "tst_settingsdialog.moc"
