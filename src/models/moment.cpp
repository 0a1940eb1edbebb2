// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moment.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

struct MomentWords
{
    Q_DECLARE_TR_FUNCTIONS(embedscope)
};

/// "12.5": milliseconds at most, without zeros at the end, a dot whatever the locale.
QString secondsText(double sec)
{
    QString text = QString::number(std::max(0.0, sec), 'f', 3);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

} // namespace

Moment momentOf(const SharedTask &task, double startSec, double endSec)
{
    if (!task)
        return {{}, MomentWords::tr("There is no answer yet that could name its media.")};
    const QString text = task->metadata ? task->metadata->inputUrl : QString();
    if (text.isEmpty())
        return {{}, MomentWords::tr("The answer names no address of its media (metadata.input_url), so there is nothing to open.")};
    QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    if (!isWeb)
        return {{}, MomentWords::tr("The answer's address of its media is none of the web (http or https), so it is not opened.")};
    if (task->axis == AxisUnit::Pages && std::isfinite(startSec)) {
        url.setFragment(u"page=%1"_s.arg(placeName(task->axis, std::min(startSec, endSec))));
    } else if (task->axis == AxisUnit::Seconds && std::isfinite(startSec) && std::isfinite(endSec)) {
        const auto [first, last] = std::minmax(startSec, endSec);
        url.setFragment(u"t=%1,%2"_s.arg(secondsText(first), secondsText(last)));
    }
    return {url, {}};
}

} // namespace embedscope
