// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keydialog.h"

#include "support/testprogram.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// The dialog with real key presses; what a test asks and what becomes of the key is others' business.
class TestKeyDialog final : public QObject
{
    Q_OBJECT

private:
    struct Stage
    {
        explicit Stage(bool canKeep = true) : dialog(canKeep)
        {
            dialog.show();
            dialog.activateWindow();
            if (!QTest::qWaitForWindowActive(&dialog)
                || !test::waitFor([this] { return dialog.isAncestorOf(QApplication::focusWidget()); }))
                qFatal("the dialog does not become active");
        }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
        {
            QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        }
        void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
        QString focused() const { return QApplication::focusWidget()->objectName(); }
        QLabel &result() { return *dialog.findChild<QLabel *>(u"resultLabel"_s); }
        QLineEdit &edit() { return *dialog.findChild<QLineEdit *>(u"keyEdit"_s); }
        QPushButton &testButton() { return *dialog.findChild<QPushButton *>(u"testButton"_s); }
        QPushButton &useButton()
        {
            return *dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        }

        KeyDialog dialog;
        QSignalSpy accepted{&dialog, &QDialog::accepted};
        QSignalSpy requested{&dialog, &KeyDialog::testRequested};
        QSignalSpy takenBack{&dialog, &KeyDialog::testTakenBack};
    };

private Q_SLOTS:
    void typeAndPressReturn()
    {
        Stage stage;
        QCOMPARE(stage.focused(), u"keyEdit"_s);
        QVERIFY(!stage.useButton().isEnabled());
        QVERIFY(!stage.testButton().isEnabled());
        stage.type(u"tlk_secret"_s);
        QCOMPARE(stage.edit().displayText(), QString(10, stage.edit().displayText().front()));
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.accepted.size(), 1);
        QVERIFY2(stage.requested.isEmpty(), "Return in the field uses the key and does not test it");
        QCOMPARE(stage.dialog.key().value(), "tlk_secret");
        QCOMPARE(stage.dialog.key().source(), ApiKey::Source::Entered);
        QVERIFY(stage.dialog.keepsKey());
    }

    void onlyWhatCanBeSentIsTaken_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("usable");
        QTest::newRow("a key") << u"tlk_0123456789"_s << true;
        QTest::newRow("white space around it") << u"  tlk_0123456789\t"_s << true;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("a space inside") << u"tlk 0123"_s << false;
        QTest::newRow("not ASCII") << u"tlk_ä"_s << false;
        QTest::newRow("too long") << QString(513, u'k') << false;
    }
    void onlyWhatCanBeSentIsTaken()
    {
        QFETCH(QString, text);
        QFETCH(bool, usable);
        Stage stage;
        QCOMPARE(stage.edit().echoMode(), QLineEdit::Password);
        stage.edit().setText(text);
        QCOMPARE(stage.useButton().isEnabled(), usable);
        QCOMPARE(stage.testButton().isEnabled(), usable);
        QCOMPARE(stage.result().isHidden(), usable || text.isEmpty());
        QCOMPARE(stage.dialog.key().isSendable(), usable);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.accepted.size(), usable ? 1 : 0);
    }

    void testByKeyboard()
    {
        Stage stage;
        stage.type(u" tlk_secret"_s);
        stage.press(Qt::Key_Tab);
        QCOMPARE(stage.focused(), u"testButton"_s);
        stage.press(Qt::Key_Space);
        QCOMPARE(stage.requested.size(), 1);
        QCOMPARE(stage.requested[0][0].value<ApiKey>().value(), "tlk_secret");
        QCOMPARE(stage.result().text(), u"Asking the service…"_s);
        QVERIFY2(stage.useButton().isEnabled(), "nobody has to wait");
        stage.dialog.showTestResult(u"The service accepts this key."_s, false);
        QVERIFY(stage.result().isVisible());
        QCOMPARE(stage.result().text(), u"The service accepts this key."_s);
        QCOMPARE(stage.focused(), u"testButton"_s);
        stage.press(Qt::Key_T, Qt::AltModifier);
        QTRY_COMPARE(stage.requested.size(), 2); // a button takes a moment to be seen pressed
        QVERIFY(stage.accepted.isEmpty());
    }

    void returnDoesNotTakeAKeyThatWasRefused()
    {
        Stage stage;
        stage.type(u"tlk_secret"_s);
        stage.press(Qt::Key_T, Qt::AltModifier);
        QTRY_COMPARE(stage.requested.size(), 1);
        stage.dialog.showTestResult(u"The service refuses this key."_s, true);
        QCOMPARE(stage.focused(), u"keyEdit"_s);
        stage.press(Qt::Key_Return);
        QTRY_COMPARE(stage.requested.size(), 2); // it is tested anew
        QVERIFY(stage.accepted.isEmpty());
        stage.dialog.showTestResult(u"The service refuses this key."_s, true);
        stage.type(u"another"_s); // in its place: it was selected
        QCOMPARE(stage.edit().text(), u"another"_s);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.accepted.size(), 1);
    }

    void anotherKeyClearsTheResultAndTakesTheTestBack()
    {
        Stage stage;
        stage.type(u"tlk_secret"_s);
        stage.press(Qt::Key_T, Qt::AltModifier);
        QTRY_COMPARE(stage.requested.size(), 1);
        const auto before = stage.takenBack.size();
        stage.edit().setFocus();
        stage.type(u"x"_s);
        QCOMPARE(stage.takenBack.size(), before + 1);
        QVERIFY(stage.result().isHidden());
        QVERIFY(stage.result().text().isEmpty());
    }

    void closingTakesTheTestBack_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("used") << Qt::Key_Return;
        QTest::newRow("not used") << Qt::Key_Escape;
    }
    void closingTakesTheTestBack()
    {
        QFETCH(Qt::Key, key);
        Stage stage;
        stage.type(u"tlk_secret"_s);
        stage.press(Qt::Key_T, Qt::AltModifier);
        QTRY_COMPARE(stage.requested.size(), 1);
        const auto before = stage.takenBack.size();
        stage.edit().setFocus();
        stage.press(key);
        QCOMPARE(stage.takenBack.size(), before + 1);
        QCOMPARE(stage.accepted.size(), key == Qt::Key_Return ? 1 : 0);
    }

    void keepingIsAChoiceWhereThereIsOne()
    {
        Stage stage;
        stage.type(u"tlk_secret"_s);
        stage.press(Qt::Key_Tab);
        stage.press(Qt::Key_Tab);
        QCOMPARE(stage.focused(), u"keepCheck"_s);
        stage.press(Qt::Key_Space);
        QVERIFY(!stage.dialog.keepsKey());
        stage.press(Qt::Key_D, Qt::AltModifier);
        QTRY_VERIFY(stage.dialog.keepsKey());

        Stage without(false);
        QVERIFY(!without.dialog.keepsKey());
        QVERIFY(without.dialog.findChild<QCheckBox *>()->isHidden());
    }

    void aLongResultFits()
    {
        Stage stage;
        stage.type(u"tlk_secret"_s);
        stage.dialog.showTestResult(
            u"The key could not be tested, and that has a long story. "_s.repeated(6), false);
        QVERIFY(test::waitFor([&] {
            return stage.result().height() >= stage.result().heightForWidth(stage.result().width());
        }));
        QVERIFY(stage.useButton().geometry().bottom() < stage.dialog.height());
    }
};

EMBEDSCOPE_TEST(TestKeyDialog)
#include "tst_keydialog.moc"
