// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bardelegate.h"

#include "charts/modalitycolours.h"
#include "support/testprogram.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace embedscope;

class TestBarDelegate final : public QObject
{
    Q_OBJECT

private:
    static constexpr int role = Qt::UserRole + 1;

    /// How many pixels of the middle line are the bar.
    static int barWidth(const QVariant &value)
    {
        QStandardItemModel model(1, 1);
        model.setData(model.index(0, 0), value, role);
        QImage picture(114, 20, QImage::Format_RGB32);
        QStyleOptionViewItem option;
        option.rect = picture.rect();
        option.palette.setColor(QPalette::Base, Qt::white);
        option.palette.setColor(QPalette::Highlight, Qt::blue);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        BarDelegate(role, nullptr).paint(&painter, option, model.index(0, 0));
        painter.end();
        int count = 0;
        for (int x = 0; x < picture.width(); ++x)
            count += picture.pixel(x, 10) != qRgb(255, 255, 255) ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void theBarIsAsLongAsTheNumberIsGreat()
    {
        const int whole = barWidth(1.0);
        QVERIFY(whole > 90);
        QVERIFY(qAbs(barWidth(0.5) * 2 - whole) <= 2);
        QCOMPARE(barWidth(7.0), whole);
        QCOMPARE(barWidth(-0.5), 0);
        QCOMPARE(barWidth(QVariant()), 0);
    }

    void theNumberIsReadUponIt_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << Theme::lightPalette();
        QTest::newRow("dark") << Theme::darkPalette();
    }
    void theNumberIsReadUponIt()
    {
        QFETCH(const QPalette, palette);
        QStandardItemModel model(1, 1);
        model.setData(model.index(0, 0), 1.0, role);
        for (const bool isSelected : {false, true}) {
            QImage picture(114, 20, QImage::Format_RGB32);
            QStyleOptionViewItem option;
            option.rect = picture.rect();
            option.palette = palette;
            option.state = QStyle::State_Enabled | QStyle::State_Active;
            option.state.setFlag(QStyle::State_Selected, isSelected);
            picture.fill(palette.color(QPalette::Base));
            QPainter painter(&picture);
            BarDelegate(role, nullptr).paint(&painter, option, model.index(0, 0));
            painter.end();
            const QColor ink = palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
            const double contrast = contrastRatio(picture.pixelColor(57, 10), ink);
            QVERIFY2(contrast >= 4.5, qPrintable(QString::number(contrast)));
        }
    }
};

EMBEDSCOPE_TEST(TestBarDelegate)
#include "tst_bardelegate.moc"
