#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What src/analysis computes, once more and independently: plain loops in double, nothing shared with the program.

Run it from anywhere: python3 tests/analysis/independent/figures.py
It writes tests/data/analysis/made.json (an answer made up to be awkward: uneven clips, gaps, an overlap, null times, a mixed
dimension, zero, constant and repeated vectors) and tests/data/analysis/figures.json (the figures of that one and of the three
answers with real vectors in tests/data/answers). Rows are named by their place in the answer's `data`.
"""
import json
import math
import pathlib
import random

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
REAL = ["derived_v2_67ca93a989d8a564e80dc3ba", "derived_v2_67edc5869cffa5179927b0a9", "derived_v2_67edc5a731cc2c99458c1d4c"]


def made_answer():
    rng = random.Random(5)
    dimension = 8
    looks = [[rng.gauss(0, 1) for _ in range(dimension)] for _ in range(6)]

    def vector(look, spread=0.15, length=1.0):
        values = [x + rng.gauss(0, spread) for x in looks[look]]
        norm = math.sqrt(sum(x * x for x in values))
        return [round(length * x / norm, 9) for x in values]

    data = []

    def add(option, start, end, values, scope="clip"):
        data.append({"embedding": values, "embedding_option": option, "embedding_scope": scope,
                     "start_sec": start, "end_sec": end})

    at = 0.0
    for i in range(60):  # visual: uneven clips, a look for every seven of them, two gaps, one overlap
        length = round(rng.uniform(0.4, 9.0), 2)
        add("visual", round(at, 2), round(at + length, 2), vector((i // 7) % 6, 0.2, 1 + rng.gauss(0, 0.02)))
        at = round(at + length, 2)
        if i in (20, 41):
            at = round(at + 3.5, 2)
        if i == 50:
            at = round(at - 0.7, 2)
    end = at
    data[30]["embedding"] = list(data[4]["embedding"])  # the same vector twice
    data[12]["embedding"] = [0.0] * dimension
    data[25]["embedding"] = [0.5] * dimension
    data[33]["embedding"] = vector(2)[:6]  # another dimension
    data[36]["embedding"][3] = None
    data[44]["embedding"] = [5 * x for x in data[44]["embedding"]]  # a norm far out
    data[8]["start_sec"] = data[8]["end_sec"] = None
    data[52]["start_sec"], data[52]["end_sec"] = data[52]["end_sec"], data[52]["start_sec"]
    step = 6.0
    for i in range(int(end / step)):  # audio: even clips, of unit length, nothing in the middle
        if not 20 <= i <= 24:
            add("audio", i * step, (i + 1) * step, vector(0 if i < 30 else 3, 0.1))
    for i in (2, 3, 9):  # transcription: three clips
        add("transcription", i * step, (i + 1) * step, vector(4, 0.3))
    add("visual", 0, round(end, 2), vector(1), "asset")
    rng.shuffle(data)
    return {"_id": "made0000000000000000analysis", "status": "ready", "data": data,
            "metadata": {"input_type": "video", "input_filename": "made.mp4", "embedding_scopes": ["clip", "asset"],
                         "embedding_options": ["visual", "audio", "transcription", "text"], "duration": round(end, 2)}}


def norm_of(values):
    if not values or any(not isinstance(x, (int, float)) for x in values):
        return None
    return math.sqrt(math.fsum(x * x for x in values))


def median(values):
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def usable(answer, option, scope="clip"):
    """Places of the lane's usable clips, in order of time."""
    lane = [i for i, s in enumerate(answer["data"]) if s["embedding_option"] == option and s["embedding_scope"] == scope]
    lengths = [len(answer["data"][i]["embedding"]) for i in lane]
    usual = max(set(lengths), key=lengths.count)
    clips = []
    for i in lane:
        s = answer["data"][i]
        if len(s["embedding"]) == usual and norm_of(s["embedding"]) and s["start_sec"] is not None \
                and s["end_sec"] is not None and s["start_sec"] <= s["end_sec"]:
            clips.append(i)
    return sorted(clips, key=lambda i: (answer["data"][i]["start_sec"], answer["data"][i]["end_sec"], i))


def cosine(a, b):
    return math.fsum(x * y for x, y in zip(a, b)) / norm_of(a) / norm_of(b)


def cosines(answer, clips):
    vectors = [answer["data"][i]["embedding"] for i in clips]
    return [[cosine(a, b) for b in vectors] for a in vectors]


def gauss_area(low, high, sigma, steps=4000):
    """By the rule of Simpson, not by erf as the program does it."""
    if high <= low:
        return 0.0
    h = (high - low) / steps
    total = 0.0
    for k in range(steps + 1):
        weight = 1 if k in (0, steps) else 4 if k % 2 else 2
        total += weight * math.exp(-((low + k * h) ** 2) / (2 * sigma ** 2))
    return total * h / 3


def novelty(times, similarity, kernel):
    """Foote's kernel summed over the whole self-similarity matrix. times: (start, end)."""
    points = []
    count = len(times)
    for k in range(count - 1):
        latest = max(t[1] for t in times[:k + 1])
        if times[k + 1][0] - latest <= -0.05:
            continue
        at = (latest + times[k + 1][0]) / 2
        sides = []
        for side in (range(0, k + 1), range(k + 1, count)):
            low = at - kernel if side.start == 0 else at
            weights = {}
            held = 0.0
            for i in side:
                a = max(times[i][0], low) - at
                b = min(times[i][1], low + kernel) - at
                if b > a:
                    held += b - a
                    weights[i] = gauss_area(a, b, kernel / 2)
            sides.append((held, weights))
        if min(held for held, _ in sides) < kernel / 4 - 1e-9:
            continue

        def mean(first, second):
            whole = sum(first.values()) * sum(second.values())
            return sum(x * y * similarity[i][j] for i, x in first.items() for j, y in second.items()) / whole

        left, right = sides[0][1], sides[1][1]
        points.append([at, (mean(left, left) + mean(right, right)) / 2 - mean(left, right)])
    return points


def boundaries(points, threshold, distance):
    peaks = [p for k, p in enumerate(points) if p[1] >= threshold and p[1] > 0
             and (k == 0 or points[k - 1][1] < p[1]) and (k + 1 == len(points) or points[k + 1][1] < p[1])]
    kept = []
    for peak in sorted(peaks, key=lambda p: -p[1]):
        if all(abs(peak[0] - other[0]) >= distance for other in kept):
            kept.append(peak)
    return sorted(kept)


def pooled_matrix(answer, clips, cells):
    count = min(len(clips), cells)
    vectors = []
    for c in range(count):
        inside = clips[c * len(clips) // count:(c + 1) * len(clips) // count]
        units = []
        for i in inside:
            values = answer["data"][i]["embedding"]
            units.append([x / norm_of(values) for x in values])
        vectors.append([math.fsum(column) for column in zip(*units)])
    return [[cosine(a, b) for b in vectors] for a in vectors]


def union_length(stretches, low, high):
    total, end = 0.0, low
    for a, b in sorted(stretches):
        a, b = max(a, end), min(b, high)
        if b > a:
            total += b - a
            end = b
    return total


def lane_figures(answer, option):
    data = answer["data"]
    clips = usable(answer, option)
    times = [(data[i]["start_sec"], data[i]["end_sec"]) for i in clips]
    similarity = cosines(answer, clips)
    norms = {i: norm_of(s["embedding"]) for i, s in enumerate(data)
             if s["embedding_option"] == option and s["embedding_scope"] == "clip" and norm_of(s["embedding"]) is not None}
    middle = median(norms.values())
    mad = 1.4826 * median([abs(x - middle) for x in norms.values()])
    figures = {"clips": clips, "norm_median": middle, "norm_scaled_mad": mad,
               "norm_outliers": sorted(i for i, x in norms.items() if abs(x - middle) > max(3.5 * mad, 0.005 * middle)),
               "unit_length": all(abs(x - 1) <= 0.005 for x in norms.values())}
    if figures["unit_length"]:
        figures["norm_outliers"] = []
    figures["changes"] = [[(times[k][1] + times[k + 1][0]) / 2, 1 - similarity[k][k + 1]]
                          for k in range(len(clips) - 1) if abs(times[k + 1][0] - times[k][1]) < 0.05]
    figures["novelty"] = []
    for kernel in (5.0, 16.0):
        points = novelty(times, similarity, kernel)
        values = [p[1] for p in points]
        usual = median(values) + 3 * 1.4826 * median([abs(x - median(values)) for x in values]) if values else 0
        usual = max(usual, 0.001)
        figures["novelty"].append({"kernel": kernel, "points": points, "usual_threshold": usual,
                                   "boundaries_at_0.2": boundaries(points, 0.2, kernel / 2)})
    figures["matrix"] = similarity
    figures["matrix_in_7"] = pooled_matrix(answer, clips, 7)
    query = len(clips) // 2
    figures["query"] = clips[query]
    figures["like_query"] = [[clips[j], similarity[query][j]]
                             for j in sorted(range(len(clips)), key=lambda j: -similarity[query][j]) if j != query][:5]
    pairs = [(similarity[i][j], clips[i], clips[j]) for i in range(len(clips)) for j in range(i + 1, len(clips))
             if times[j][0] - times[i][0] >= 20]
    figures["pairs_compared"] = len(pairs)
    figures["pairs_above_0.9"] = sum(1 for p in pairs if p[0] >= 0.9)
    figures["best_pairs"] = [list(p) for p in sorted(pairs, key=lambda p: -p[0])[:5]]
    figures["below_0"] = sum(1 for p in pairs if p[0] < 0)
    return figures


def audit_figures(answer):
    data = answer["data"]
    duration = answer["metadata"]["duration"]
    lanes = {}
    shares = []
    for option in answer["metadata"]["embedding_options"]:
        rows = [i for i, s in enumerate(data) if s["embedding_option"] == option and s["embedding_scope"] == "clip"]
        timed = [i for i in rows if data[i]["start_sec"] is not None and data[i]["start_sec"] <= data[i]["end_sec"]]
        interval = {i: (data[i]["start_sec"], data[i]["end_sec"]) for i in timed}
        sound = [i for i in usable(answer, option) if len(set(data[i]["embedding"])) > 1] if rows else []
        covered = union_length(interval.values(), 0, duration)
        sound_sec = union_length([interval[i] for i in sound], 0, duration)
        gaps, end = [], 0.0
        for a, b in sorted(interval.values()) + ([(duration, duration)] if rows else []):
            if a - end >= 0.05 - 1e-9:
                gaps.append([end, a])
            end = max(end, b)
        equal = sorted(i for i in rows for j in rows if i != j and data[i]["embedding"] == data[j]["embedding"]
                       and norm_of(data[i]["embedding"]))
        lanes[option] = {
            "segments": len(rows), "sound": len(sound), "intervals": len(set(interval.values())),
            "covered": covered, "sound_sec": sound_sec, "gaps": gaps, "equal": equal,
            "zero": [i for i in rows if norm_of(data[i]["embedding"]) == 0],
            "constant": [i for i in rows if len(data[i]["embedding"]) > 1 and norm_of(data[i]["embedding"])
                         and len(set(data[i]["embedding"])) == 1]}
        whole = covered if option == "transcription" else duration
        shares.append(min(1, sound_sec / whole) if whole else 0)
    for option in answer["metadata"]["embedding_options"]:
        if "asset" in answer["metadata"]["embedding_scopes"]:
            came = [s for s in data if s["embedding_option"] == option and s["embedding_scope"] == "asset"]
            shares.append(1.0 if came else 0.0)
    return {"lanes": lanes, "health": math.floor(100 * math.fsum(shares) / len(shares) + 1e-9)}


def likeness(a, b):
    """Share of a's visual clips whose best match in b has a cosine of 0.98 and more."""
    ours, theirs = usable(a, "visual"), usable(b, "visual")
    best = [max(cosine(a["data"][i]["embedding"], b["data"][j]["embedding"]) for j in theirs) for i in ours]
    return sum(1 for x in best if x >= 0.98 - 1e-6) / len(best)


def main():
    made = made_answer()
    (DATA / "analysis" / "made.json").write_text(json.dumps(made) + "\n")
    answers = {name: json.loads((DATA / "answers" / (name + ".json")).read_text()) for name in REAL}
    result = {"answers": {}, "likeness": {}}
    for name, answer in {**{"answers/" + k: v for k, v in answers.items()}, "analysis/made": made}.items():
        options = sorted({s["embedding_option"] for s in answer["data"] if s["embedding_scope"] == "clip"})
        result["answers"][name] = {"lanes": {option: lane_figures(answer, option) for option in options},
                                   "audit": audit_figures(answer)}
    for a in REAL:
        for b in REAL:
            result["likeness"][a[-24:] + " in " + b[-24:]] = likeness(answers[a], answers[b])
    (DATA / "analysis" / "figures.json").write_text(json.dumps(result, indent=None, separators=(",", ":")) + "\n")
    for name, each in result["answers"].items():
        for option, lane in each["lanes"].items():
            print(name, option, len(lane["clips"]), "clips, changes", [round(c[1], 6) for c in lane["changes"]][:6],
                  "health", each["audit"]["health"])
    print(result["likeness"])


main()
