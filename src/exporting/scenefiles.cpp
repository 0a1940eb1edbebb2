// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/scenefiles.h"

#include "exporting/csvtext.h"

#include <algorithm>
#include <cmath>

namespace embedscope {

namespace {

/// "00:01:02.500".
QByteArray cueTime(qint64 msec)
{
    const auto part = [](qint64 number, int digits) { return QByteArray::number(number).rightJustified(digits, '0'); };
    return part(msec / 3'600'000, 2) + ':' + part(msec / 60'000 % 60, 2) + ':' + part(msec / 1'000 % 60, 2) + '.'
        + part(msec % 1'000, 3);
}

qint64 msecOf(double sec)
{
    return std::llround(std::max(0.0, sec) * 1'000);
}

/// Nothing that WebVTT would take for a tag, an end of line, or an arrow.
QByteArray noteText(const QString &text)
{
    QString line = text.simplified();
    line.remove(u'<').remove(u'>').replace(u'&', QLatin1String("and"));
    return line.toUtf8();
}

} // namespace

QByteArray sceneCsv(const SceneList &scenes)
{
    QByteArray csv = "task,modality,scene,start,end,strength\r\n";
    const QByteArray head = csvField(scenes.taskId, CsvCells::Safe) + ',' + csvField(scenes.modality, CsvCells::Safe) + ',';
    double start = 0;
    for (size_t i = 0; i <= scenes.cuts.size(); ++i) {
        const double end = i < scenes.cuts.size() ? scenes.cuts[i].atSec : std::max(start, scenes.endSec);
        csv += head + QByteArray::number(qint64(i) + 1) + ',' + numberText(start) + ',' + numberText(end) + ','
            + (i > 0 ? numberText(scenes.cuts[i - 1].strength) : QByteArray()) + "\r\n";
        start = end;
    }
    return csv;
}

QByteArray sceneVtt(const SceneList &scenes)
{
    QByteArray vtt = "WEBVTT\n\nNOTE Scenes of " + noteText(scenes.taskId) + ", by the change of "
        + (scenes.modality.isEmpty() ? QByteArray("unnamed") : noteText(scenes.modality)) + "\n";
    qint64 start = 0;
    for (size_t i = 0; i <= scenes.cuts.size(); ++i) {
        const qint64 end = msecOf(i < scenes.cuts.size() ? scenes.cuts[i].atSec : scenes.endSec);
        if (end > start) {
            vtt += "\n" + cueTime(start) + " --> " + cueTime(end) + "\nScene " + QByteArray::number(qint64(i) + 1);
            if (i > 0)
                vtt += " (" + QByteArray::number(scenes.cuts[i - 1].strength, 'f', 3) + ')';
            vtt += '\n';
        }
        start = std::max(start, end);
    }
    return vtt;
}

} // namespace embedscope
