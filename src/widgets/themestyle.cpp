// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/themestyle.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QColor borderColour(const QStyleOption &option)
{
    if (option.state & QStyle::State_Selected)
        return option.palette.color(QPalette::HighlightedText);
    return option.palette.color(option.state & QStyle::State_Enabled ? QPalette::Normal : QPalette::Disabled,
                                QPalette::Mid);
}

/// The largest square in the middle, on whole pixels' centres so that a line of one pixel is sharp.
QRectF squareIn(const QRect &rect)
{
    const int side = std::min(rect.width(), rect.height());
    return QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        .adjusted(0.5, 0.5, -0.5, -0.5);
}

void drawTick(const QStyleOption &option, QPainter &painter)
{
    const QRectF box = squareIn(option.rect);
    const auto group = option.state & QStyle::State_Enabled ? QPalette::Normal : QPalette::Disabled;
    const bool isMarked = option.state & (QStyle::State_On | QStyle::State_NoChange);
    painter.setPen(borderColour(option));
    painter.setBrush(option.palette.color(group, isMarked ? QPalette::Highlight : QPalette::Base));
    painter.drawRoundedRect(box, 2, 2);
    if (!isMarked)
        return;
    painter.setPen(QPen(option.palette.color(group, QPalette::HighlightedText), box.width() / 7,
                        Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](double x, double y) {
        return QPointF(box.x() + x * box.width(), box.y() + y * box.height());
    };
    if (option.state & QStyle::State_On)
        painter.drawPolyline(QPolygonF({at(0.24, 0.52), at(0.43, 0.72), at(0.77, 0.29)}));
    else
        painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
}

void drawRadio(const QStyleOption &option, QPainter &painter)
{
    const QRectF box = squareIn(option.rect);
    const auto group = option.state & QStyle::State_Enabled ? QPalette::Normal : QPalette::Disabled;
    const bool isOn = option.state & QStyle::State_On;
    painter.setPen(borderColour(option));
    painter.setBrush(option.palette.color(group, isOn ? QPalette::Highlight : QPalette::Base));
    painter.drawEllipse(box);
    if (!isOn)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(option.palette.color(group, QPalette::HighlightedText));
    painter.drawEllipse(box.center(), box.width() / 5, box.height() / 5);
}

void drawBorder(const QStyleOption &option, QPainter &painter)
{
    const bool hasFocus = option.state & QStyle::State_HasFocus && option.state & QStyle::State_Enabled;
    painter.setPen(hasFocus ? option.palette.color(QPalette::Highlight) : borderColour(option));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace

ThemeStyle::ThemeStyle() : QProxyStyle(u"Fusion"_s) { }

void ThemeStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *const label = qobject_cast<QLabel *>(widget); label && label->textFormat() == Qt::AutoText)
        label->setTextFormat(Qt::PlainText);
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (!option || !painter) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->save();
    if (element == PE_Frame) {
        drawBorder(*option, *painter);
    } else if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck) {
        painter->setRenderHint(QPainter::Antialiasing);
        drawTick(*option, *painter);
    } else if (element == PE_IndicatorRadioButton) {
        painter->setRenderHint(QPainter::Antialiasing);
        drawRadio(*option, *painter);
    } else {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (element == PE_FrameLineEdit && !(option->state & State_HasFocus))
            drawBorder(*option, *painter);
    }
    painter->restore();
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control != CC_SpinBox || !option || !painter || option->state & State_HasFocus)
        return;
    painter->save();
    drawBorder(*option, *painter);
    painter->restore();
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    constexpr int cellMargin = 7;
    if (metric == PM_FocusFrameHMargin && qobject_cast<const QAbstractItemView *>(widget))
        return cellMargin - 1; // Qt adds one
    if (metric == PM_HeaderMargin)
        return cellMargin;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

void ThemeStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const auto *const header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (element != CE_HeaderLabel || !header) {
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    QStyleOptionHeaderV2 whole;
    if (const auto *const newer = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option))
        whole = *newer;
    else
        static_cast<QStyleOptionHeader &>(whole) = *header;
    const int margin = pixelMetric(PM_HeaderMargin, option, widget); // which Qt takes off above and below as well
    whole.rect.adjust(0, -margin, 0, margin);
    QProxyStyle::drawControl(element, &whole, painter, widget);
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returnData) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

} // namespace embedscope

#include "moc_themestyle.cpp"
