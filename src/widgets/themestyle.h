// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace embedscope {

/// Fusion with borders that can be seen on a dark ground too: Fusion draws those of fields, lists and boxes
/// to tick darker than the window, whatever its colour. They take QPalette::Mid, which stands 3:1 against the
/// ground.
class ThemeStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    ThemeStyle();

    using QProxyStyle::polish;
    /// No label guesses from its text whether that is markup: a text from outside would then pull in files. Tool tips, and the
    /// words in message boxes and in Qt's own dialogs, are labels too.
    void polish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
    /// Some air to the left and right of what stands in a cell of a table or list, and in its header.
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    /// The text of a header has all of its height, so that a low one cuts nothing off.
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    /// No icons on the buttons of dialogs: a desktop theme's would be the only ones in colour.
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *returnData = nullptr) const override;
};

} // namespace embedscope
