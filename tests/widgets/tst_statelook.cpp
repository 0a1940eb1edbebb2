// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statelook.h"

#include "charts/modalitycolours.h"
#include "support/testprogram.h"
#include "widgets/iconfactory.h"
#include "widgets/theme.h"

#include <QAction>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <QRegularExpression>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// States are told apart by their signs, are seen on both grounds, and every icon is there.
class TestStateLook final : public QObject
{
    Q_OBJECT

private:
    static constexpr TaskState states[] = {TaskState::Waiting,   TaskState::Processing, TaskState::Ready,
                                           TaskState::Failed,    TaskState::NotFound,   TaskState::Unreadable,
                                           TaskState::WrongTask, TaskState::TooLarge,   TaskState::Refused};

    /// The sign alone, without its colour.
    static QImage signOf(TaskState state)
    {
        QImage image(64, 64, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintIcon(painter, image.rect(), stateIconName(state), Qt::black, Qt::white);
        return image;
    }

private Q_SLOTS:
    void everyStateHasASignOfItsOwn()
    {
        std::vector<QImage> seen;
        QImage blank(64, 64, QImage::Format_ARGB32_Premultiplied);
        blank.fill(Qt::white);
        seen.push_back(blank);
        for (const TaskState state : states) {
            const QImage sign = signOf(state);
            for (const QImage &other : seen)
                QVERIFY2(sign != other, qPrintable(stateIconName(state)));
            seen.push_back(sign);
        }
    }

    void everyStateIsSeenOnBothGrounds()
    {
        for (const QPalette &palette : {Theme::lightPalette(), Theme::darkPalette()}) {
            for (const TaskState state : states) {
                const double contrast =
                    contrastRatio(stateColour(state, palette), palette.color(QPalette::Base));
                QVERIFY2(contrast >= 3, qPrintable(u"%1: %2"_s.arg(stateIconName(state)).arg(contrast)));
            }
        }
    }

    void iconsFollowThePaletteAndTheScreen()
    {
        QGuiApplication::setPalette(Theme::lightPalette());
        const QIcon icon = paletteIcon(u"add"_s);
        const QImage light = icon.pixmap(QSize(16, 16), 2.0).toImage();
        QCOMPARE(light.size(), QSize(32, 32));
        QGuiApplication::setPalette(Theme::darkPalette());
        const QImage dark = icon.pixmap(QSize(16, 16), 2.0).toImage();
        QVERIFY(light != dark);
        const QColor ink = dark.pixelColor(16, 16);
        QCOMPARE(ink.rgb(), Theme::darkPalette().color(QPalette::ButtonText).rgb());
        QVERIFY(icon.pixmap(QSize(16, 16), QIcon::Disabled).toImage()
                != icon.pixmap(QSize(16, 16)).toImage());
    }

    void iconsAreGivenByName()
    {
        QObject root;
        QAction action(&root);
        action.setProperty("iconName", u"poll"_s);
        QAction plain(&root);
        setIconsByName(root);
        QVERIFY(!action.icon().pixmap(QSize(16, 16)).isNull());
        QVERIFY(plain.icon().isNull());
        QVERIFY(!applicationIcon().pixmap(QSize(64, 64)).isNull());
    }

    void everyIconThatADesignerFileNamesIsThere()
    {
        applicationIcon(); // registers them
        const QStringList names = QFile::exists(u":/icons/add.svg"_s) ? iconsNamedInForms() : QStringList();
        QVERIFY(names.size() > 10);
        for (const QString &name : names)
            QVERIFY2(QFile::exists(u":/icons/%1.svg"_s.arg(name)), qPrintable(name));
    }

private:
    static QStringList iconsNamedInForms();
};

QStringList TestStateLook::iconsNamedInForms()
{
    static const QRegularExpression mention(u"name=\"iconName\"[^>]*>\\s*<string[^>]*>([^<]+)<"_s);
    QStringList names;
    QDirIterator forms(QStringLiteral(EMBEDSCOPE_TEST_DATA "/../../ui"), {u"*.ui"_s});
    while (forms.hasNext()) {
        QFile form(forms.next());
        if (!form.open(QFile::ReadOnly))
            continue;
        auto matches = mention.globalMatch(QString::fromUtf8(form.readAll()));
        while (matches.hasNext())
            names.append(matches.next().captured(1));
    }
    return names;
}

EMBEDSCOPE_TEST(TestStateLook)
#include "tst_statelook.moc"
