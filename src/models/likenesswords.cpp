// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/likenesswords.h"

#include "models/taskwords.h"
#include "store/taskrecord.h"

#include <QCoreApplication>
#include <QSet>

#include <cmath>
#include <map>
#include <tuple>

namespace embedscope {

namespace {

/// For lupdate: the words of this room's functions.
struct LikenessWords
{
    Q_DECLARE_TR_FUNCTIONS(LikenessWords)
};

QString refusalSentence(Incomparable reason, const QString &modality, const QString &model, int tasks)
{
    const QString left = tasks == 1 ? LikenessWords::tr("1 task was left out: ")
                                    : LikenessWords::tr("%1 tasks were left out: ").arg(tasks);
    switch (reason) {
    case Incomparable::NoVectors:
        return left + LikenessWords::tr("no usable %1 vectors.").arg(modality);
    case Incomparable::OtherModality:
        return left + LikenessWords::tr("%1 does not compare with other modalities.").arg(modality);
    case Incomparable::OtherModel:
        return left
            + LikenessWords::tr("%1 vectors of another model (%2) do not compare.").arg(modality, model);
    case Incomparable::OtherDimension:
        return left + LikenessWords::tr("%1 vectors of another length do not compare.").arg(modality);
    }
    Q_UNREACHABLE();
}

/// Why two tasks were not compared at all: of several reasons the one that tells the user most.
Incomparable worstReason(const TaskLikeness &likeness)
{
    for (const Incomparable reason : {Incomparable::OtherModel, Incomparable::OtherDimension}) {
        for (const SearchRefusal &refusal : likeness.refusals) {
            if (refusal.reason == reason)
                return reason;
        }
    }
    return Incomparable::NoVectors;
}

QString notComparedSentence(Incomparable reason, const QString &model, int tasks)
{
    const QString left = tasks == 1 ? LikenessWords::tr("1 task was not compared: ")
                                    : LikenessWords::tr("%1 tasks were not compared: ").arg(tasks);
    if (reason == Incomparable::OtherModel)
        return left + LikenessWords::tr("vectors of another model (%1) do not compare.").arg(model);
    if (reason == Incomparable::OtherDimension)
        return left + LikenessWords::tr("vectors of another length do not compare.");
    return left + LikenessWords::tr("no modality has usable vectors in both.");
}

} // namespace

QString cosineText(double cosine)
{
    return std::isfinite(cosine) ? QString::number(cosine, 'f', 3) : QStringLiteral("—");
}

QString intervalText(AxisUnit unit, double startSec, double endSec)
{
    if (isCounted(unit) && std::isfinite(startSec) && std::isfinite(endSec))
        return stretchText(unit, startSec, endSec);
    return QStringLiteral("%1 – %2").arg(timeText(startSec), timeText(endSec));
}

QString taskName(const TaskRecord &record)
{
    const QString id = record.id.toString();
    const QString name = record.label.isEmpty() ? record.summary.file : record.label;
    return name.isEmpty() ? id : LikenessWords::tr("%1 (…%2)").arg(name, id.right(6));
}

QStringList refusalSentences(const std::vector<SearchRefusal> &refusals, const TextOfTask &modelOf)
{
    std::map<std::tuple<Incomparable, QString, QString>, QSet<TaskId>> tasks;
    for (const SearchRefusal &refusal : refusals) {
        const QString model = refusal.reason == Incomparable::OtherModel ? modelOf(refusal.task) : QString();
        tasks[{refusal.reason, refusal.modality, model}].insert(refusal.task);
    }
    QStringList sentences;
    for (const auto &[key, ids] : tasks) {
        const auto &[reason, modality, model] = key;
        sentences += refusalSentence(reason, modalityTitle(modality), model, static_cast<int>(ids.size()));
    }
    return sentences;
}

QStringList leftOutSentences(const std::vector<TaskLikeness> &compared, const TextOfTask &modelOf)
{
    std::map<std::pair<Incomparable, QString>, int> left;
    int inPart = 0;
    for (const TaskLikeness &each : compared) {
        if (each.wasCompared()) {
            inPart += each.refusals.empty() ? 0 : 1;
            continue;
        }
        const Incomparable reason = worstReason(each);
        ++left[{reason, reason == Incomparable::OtherModel ? modelOf(each.refusals.front().task) : QString()}];
    }
    QStringList sentences;
    for (const auto &[key, tasks] : left)
        sentences += notComparedSentence(key.first, key.second, tasks);
    if (inPart == 1)
        sentences += LikenessWords::tr("1 task was compared in part: not every modality compares in both.");
    else if (inPart > 1)
        sentences += LikenessWords::tr("%1 tasks were compared in part: not every modality compares in both.").arg(inPart);
    return sentences;
}

QString shareText(const TaskLikeness &likeness, double share)
{
    // Rounded down: "100 %" means all of them.
    return likeness.wasCompared() ? LikenessWords::tr("%1 %").arg(std::floor(share * 100 + 1e-9))
                                  : QStringLiteral("—");
}

QString prefixSentence(quint32 numbers)
{
    return LikenessWords::tr("Vectors of one model that differ in length were compared by their first %1 numbers.").arg(numbers);
}

QString verdictText(const TaskLikeness &likeness)
{
    if (!likeness.wasCompared()) {
        const Incomparable reason = worstReason(likeness);
        if (reason == Incomparable::OtherModel)
            return LikenessWords::tr("not compared: another model (%1 here, %2 there)").arg(likeness.modelOfA, likeness.modelOfB);
        if (reason == Incomparable::OtherDimension)
            return LikenessWords::tr("not compared: vectors of another length");
        return LikenessWords::tr("not compared: no modality that both have");
    }
    if (likeness.areDuplicates())
        return LikenessWords::tr("duplicates of each other");
    if (likeness.isPart())
        return likeness.shareOfA > likeness.shareOfB ? LikenessWords::tr("this task is a part of the other")
                                                     : LikenessWords::tr("the other is a part of this task");
    if (likeness.shareOfA > 0 || likeness.shareOfB > 0)
        return LikenessWords::tr("have some clips in common");
    return LikenessWords::tr("have nothing in common");
}

} // namespace embedscope
