// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/modalitycolours.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>

namespace embedscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ColourPair
{
    QRgb light;
    QRgb dark;
};

// After Okabe and Ito's and Paul Tol's colour-blind safe sets, darkened for light backgrounds.
constexpr ColourPair visualColour{0xFF0072B2, 0xFF56B4E9};
constexpr ColourPair audioColour{0xFFD55E00, 0xFFE69F00};
constexpr ColourPair transcriptionColour{0xFF009E73, 0xFF009E73};
constexpr ColourPair fusedColour{0xFFB05C8E, 0xFFCC79A7};
constexpr ColourPair unnamedColour{0xFF6E6E6E, 0xFFB0B0B0};
constexpr std::array<ColourPair, 5> otherColours{ColourPair{0xFF332288, 0xFF9A8CFF},
                                                 {0xFF882255, 0xFFF2A1C0},
                                                 {0xFF7A6A00, 0xFFDDCC77},
                                                 {0xFF8B4A2B, 0xFFD9A78B},
                                                 {0xFF2F6F6F, 0xFF88CCCC}};

ColourPair pairOf(const QString &modality)
{
    static const QHash<QString, ColourPair> known{{u"visual"_s, visualColour},
                                                  {u"audio"_s, audioColour},
                                                  {u"transcription"_s, transcriptionColour},
                                                  {u"fused"_s, fusedColour},
                                                  {QString(), unnamedColour}};
    // Of a name of a megabyte the first letters and the length: it is asked for with every clip that is painted.
    constexpr qsizetype mostLetters = 64;
    const QString head = modality.left(mostLetters);
    if (const auto pair = known.constFind(head); pair != known.cend())
        return *pair;
    // FNV-1a: Qt's own hash differs from run to run, and a colour must not.
    quint32 hash = 2166136261U;
    if (modality.size() > mostLetters)
        hash ^= static_cast<quint32>(modality.size());
    const QByteArray bytes = head.toUtf8();
    for (const char byte : bytes)
        hash = (hash ^ static_cast<quint8>(byte)) * 16777619U;
    return otherColours.at(hash % otherColours.size());
}

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(static_cast<double>(colour.redF()))
        + 0.7152 * linear(static_cast<double>(colour.greenF()))
        + 0.0722 * linear(static_cast<double>(colour.blueF()));
}

} // namespace

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Window)) < 0.18;
}

QColor modalityColour(const QString &modality, const QPalette &palette)
{
    const ColourPair pair = pairOf(modality);
    return QColor::fromRgb(isDark(palette) ? pair.dark : pair.light);
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Hatching hatchingOf(const QColor &colour, const QPalette &palette)
{
    constexpr double least = 3;
    constexpr int steps = 20;
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const QColor ground = mixed(base, colour, 0.06);
    const auto standsOut = [&](const QColor &line) {
        return contrastRatio(line, ground) >= least && contrastRatio(line, base) >= least;
    };
    for (int i = 6; i < steps; ++i) { // never the colour itself: that is a clip's
        if (const QColor line = mixed(base, colour, i / double(steps)); standsOut(line))
            return {ground, line};
    }
    for (int i = 1; i < steps; ++i) { // it is too near to its ground
        if (const QColor line = mixed(colour, text, i / double(steps)); standsOut(line))
            return {ground, line};
    }
    return {ground, text};
}

QColor mixed(const QColor &base, const QColor &top, double share)
{
    const auto part = [share](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * share));
    };
    return {part(base.red(), top.red()), part(base.green(), top.green()), part(base.blue(), top.blue())};
}

} // namespace embedscope
