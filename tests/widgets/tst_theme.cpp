// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include "support/testprogram.h"
#include "widgets/desktopscheme.h"
#include "widgets/nobus.h"
#include "widgets/themestyle.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QFontMetrics>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// WCAG 2: 1 to 21.
double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double channel) {
            return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
            + 0.0722 * linear(colour.blueF());
    };
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        qFatal("cannot write");
    file.write(content);
}

/// The strongest contrast to the ground that occurs in a picture.
double strongestContrast(const QImage &image, const QColor &ground)
{
    double strongest = 1;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            strongest = std::max(strongest, contrast(image.pixelColor(x, y), ground));
    }
    return strongest;
}

} // namespace

class TstTheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QApplication::setPalette(QPalette()); }
    void textCanBeRead_data();
    void textCanBeRead();
    void palettesAreComplete();
    void isAppliedAtOnce();
    void followsTheDesktop();
    void leavesThePlatformItsColoursWhereNobodySaysAnything();
    void bordersCanBeSeen_data();
    void bordersCanBeSeen();
    void lowHeadersAreReadWhole();
};

void TstTheme::textCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << Theme::lightPalette();
    QTest::newRow("dark") << Theme::darkPalette();
}

void TstTheme::textCanBeRead()
{
    QFETCH(QPalette, palette);
    using Role = QPalette::ColorRole;
    const std::vector<std::pair<Role, std::vector<Role>>> pairs = {
        {QPalette::WindowText, {QPalette::Window}},
        {QPalette::Text, {QPalette::Base, QPalette::AlternateBase, QPalette::Window}},
        {QPalette::PlaceholderText, {QPalette::Base, QPalette::AlternateBase, QPalette::Window}},
        {QPalette::ButtonText, {QPalette::Button, QPalette::Window}},
        {QPalette::BrightText, {QPalette::Base, QPalette::Window}},
        {QPalette::HighlightedText, {QPalette::Highlight}},
        {QPalette::Link, {QPalette::Base, QPalette::Window}},
        {QPalette::LinkVisited, {QPalette::Base, QPalette::Window}},
        {QPalette::ToolTipText, {QPalette::ToolTipBase}},
    };
    for (const auto &[text, grounds] : pairs) {
        for (const Role ground : grounds) {
            for (const auto group : {QPalette::Active, QPalette::Inactive})
                QCOMPARE_GE(contrast(palette.color(group, text), palette.color(group, ground)), 4.5);
            QCOMPARE_GE(
                contrast(palette.color(QPalette::Disabled, text), palette.color(QPalette::Disabled, ground)),
                2.0);
        }
    }
    for (const Role ground : {QPalette::Base, QPalette::Window})
        QCOMPARE_GE(contrast(palette.color(QPalette::Mid), palette.color(ground)), 3.0);
}

void TstTheme::palettesAreComplete()
{
    for (const QPalette &palette : {Theme::lightPalette(), Theme::darkPalette()}) {
        for (int role = 0; role < QPalette::NColorRoles; ++role) {
            if (role == QPalette::NoRole)
                continue;
            for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
                QVERIFY(palette.isBrushSet(group, static_cast<QPalette::ColorRole>(role)));
        }
    }
}

void TstTheme::isAppliedAtOnce()
{
    const QTemporaryDir folder;
    const DesktopScheme desktop(test::noBus, folder.filePath(u"kdeglobals"_s));
    Theme theme(desktop);
    QWidget window;
    window.show();
    QSignalSpy changed(&theme, &Theme::changed);
    const auto windowColour = [&window] { return window.palette().color(QPalette::Window); };
    QCoreApplication::processEvents();
    changed.clear();

    theme.setChoice(Theme::Choice::Dark);
    QVERIFY(theme.isDark());
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(windowColour(), Theme::darkPalette().color(QPalette::Window));
    QCOMPARE(QToolTip::palette().color(QPalette::ToolTipBase),
             Theme::darkPalette().color(QPalette::ToolTipBase));
    theme.setChoice(Theme::Choice::Dark);
    theme.setChoice(Theme::Choice::Light);
    QVERIFY(!theme.isDark());
    QTRY_COMPARE(changed.count(), 2);
    QCOMPARE(windowColour(), Theme::lightPalette().color(QPalette::Window));
}

void TstTheme::followsTheDesktop()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"kdeglobals"_s);
    write(file, "[Colors:Window]\nBackgroundNormal=32,35,38\n");
    const DesktopScheme desktop(test::noBus, file);
    Theme theme(desktop);
    QVERIFY(theme.isDark());
    theme.setChoice(Theme::Choice::Light); // against the desktop's wish
    QVERIFY(!theme.isDark());
    theme.setChoice(Theme::Choice::Desktop);
    QVERIFY(theme.isDark());
    write(file, "[Colors:Window]\nBackgroundNormal=239,240,241\n");
    QTRY_VERIFY(!theme.isDark());
}

void TstTheme::leavesThePlatformItsColoursWhereNobodySaysAnything()
{
    const QPalette platform = QApplication::palette();
    const QTemporaryDir folder;
    const DesktopScheme desktop(test::noBus, folder.filePath(u"kdeglobals"_s));
    Theme theme(desktop);
    QVERIFY(!desktop.wantsDark());
    const QPalette untouched = QApplication::palette();
    theme.setChoice(Theme::Choice::Dark);
    QCOMPARE_NE(QApplication::palette().color(QPalette::Window), untouched.color(QPalette::Window));
    theme.setChoice(Theme::Choice::Desktop);
    QCOMPARE(QApplication::palette().color(QPalette::Window), untouched.color(QPalette::Window));
    QCOMPARE(QApplication::palette().color(QPalette::Text), untouched.color(QPalette::Text));
    QCOMPARE(untouched.color(QPalette::WindowText), platform.color(QPalette::WindowText));
}

void TstTheme::bordersCanBeSeen_data()
{
    QTest::addColumn<Theme::Choice>("choice");
    QTest::newRow("light") << Theme::Choice::Light;
    QTest::newRow("dark") << Theme::Choice::Dark;
}

void TstTheme::bordersCanBeSeen()
{
    QFETCH(Theme::Choice, choice);
    const QTemporaryDir folder;
    const DesktopScheme desktop(test::noBus, folder.filePath(u"kdeglobals"_s));
    Theme theme(desktop);
    theme.setChoice(choice);
    QCheckBox box; // without text: only the box to tick
    QPlainTextEdit edit; // empty: only its frame
    QSpinBox number;
    number.setSpecialValueText(u" "_s); // no digits: only its frame
    number.setButtonSymbols(QAbstractSpinBox::NoButtons);
    for (QWidget *const widget :
         {static_cast<QWidget *>(&box), static_cast<QWidget *>(&edit), static_cast<QWidget *>(&number)}) {
        const QColor ground = widget->palette().color(widget == &box ? QPalette::Window : QPalette::Base);
        widget->resize(60, 60);
        QCOMPARE_GE(strongestContrast(widget->grab().toImage(), ground),
                    2.9); // 3, less what smoothing takes away
    }
    const QImage unticked = box.grab().toImage();
    box.setChecked(true);
    QCOMPARE_NE(box.grab().toImage(), unticked);
}

// As high as their text and little more, as where rows are what there is no room for.
void TstTheme::lowHeadersAreReadWhole()
{
    ThemeStyle style;
    const auto inkOf = [&](int height) {
        QHeaderView header(Qt::Horizontal);
        QStandardItemModel model(0, 1);
        model.setHorizontalHeaderLabels({QStringLiteral("Modality")});
        header.setStyle(&style);
        header.setModel(&model);
        header.resizeSection(0, 150);
        header.setFixedHeight(height);
        header.resize(150, height);
        const QImage image = header.grab().toImage();
        int ink = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < 140; ++x)
                ink += qGray(image.pixel(x, y)) < 100;
        }
        return ink;
    };
    const int low = QFontMetrics(QApplication::font()).height() + 4;
    QVERIFY(inkOf(60) > 20);
    QCOMPARE(inkOf(low), inkOf(60));
}

EMBEDSCOPE_TEST(TstTheme)
#include "tst_theme.moc"
