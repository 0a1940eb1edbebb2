// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/novelty.h"

#include "analysis/robuststatistics.h"
#include "core/tolerances.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace embedscope {

namespace {

using RowMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr size_t boundariesAtOnce = 32;
constexpr size_t piecesAtOnce = 256;

/// Successive clips that count as one: a single one as a rule.
struct NoveltyPiece
{
    size_t firstClip = 0;
    size_t lastClip = 0; // one behind the last
    double startSec = 0;
    double endSec = 0;
    double latestEndSec = 0; // of this and all earlier pieces
};

/// One boundary, behind the piece of the same number, and the pieces that its kernel reaches.
struct NoveltyBoundary
{
    size_t piece = 0;
    double atSec = 0;
    size_t firstPiece = 0;
    size_t lastPiece = 0; // one behind the last
};

/// Moves the kernel along one lane.
class NoveltyComputer final
{
public:
    NoveltyComputer(const LaneClips &clips, double kernelSec) : m_clips(clips), m_kernelSec(kernelSec)
    {
        makePieces();
        makeBoundaries();
    }

    std::optional<std::vector<NoveltyPoint>> run(const IsCancelled &isCancelled)
    {
        for (size_t i = 0; i < m_boundaries.size(); i += boundariesAtOnce) {
            if (isCancelled && isCancelled())
                return std::nullopt;
            computeBlock(i, std::min(i + boundariesAtOnce, m_boundaries.size()));
        }
        return std::move(m_points);
    }

private:
    void makePieces()
    {
        const double leastSec = m_kernelSec / 64;
        double latest = -std::numeric_limits<double>::infinity();
        for (size_t clip = 0; clip < m_clips.size(); ++clip) {
            const double start = m_clips.startSec(clip);
            const double end = m_clips.endSec(clip);
            latest = std::max(latest, end);
            const bool goesOn = !m_pieces.empty() && std::abs(start - m_pieces.back().endSec) < leastGapSec
                && m_pieces.back().endSec - m_pieces.back().startSec < leastSec * (1 - 1e-9);
            if (!goesOn)
                m_pieces.push_back({clip, clip, start, end, latest});
            NoveltyPiece &piece = m_pieces.back();
            piece.lastClip = clip + 1;
            piece.endSec = std::max(piece.endSec, end);
            piece.latestEndSec = latest;
        }
    }

    void makeBoundaries()
    {
        size_t first = 0;
        size_t last = 0;
        for (size_t piece = 0; piece + 1 < m_pieces.size(); ++piece) {
            const double end = m_pieces[piece].latestEndSec;
            const double next = m_pieces[piece + 1].startSec;
            if (next - end <= -leastGapSec)
                continue;
            const double at = (end + next) / 2;
            while (first < piece && m_pieces[first].latestEndSec <= at - m_kernelSec)
                ++first;
            last = std::max(last, piece + 1);
            while (last < m_pieces.size() && m_pieces[last].startSec < at + m_kernelSec)
                ++last;
            m_boundaries.push_back({piece, at, first, last});
        }
    }

    /// Integral of the taper over a stretch relative to the boundary, but for a constant factor.
    double taper(double fromSec, double toSec) const
    {
        const double scale = 1 / (m_kernelSec / 2 * std::sqrt(2.0));
        return std::erf(toSec * scale) - std::erf(fromSec * scale);
    }

    /// The kernel's weights for one boundary: those of each side add up to 1, those of the right side are
    /// negative. False where a side holds too little.
    bool weigh(const NoveltyBoundary &boundary, float *weights) const
    {
        double held[2] = {0, 0};
        double sum[2] = {0, 0};
        std::vector<double> parts(boundary.lastPiece - boundary.firstPiece);
        for (size_t piece = boundary.firstPiece; piece < boundary.lastPiece; ++piece) {
            const bool isRight = piece > boundary.piece;
            const double low = isRight ? 0 : -m_kernelSec;
            const double from = std::clamp(m_pieces[piece].startSec - boundary.atSec, low, low + m_kernelSec);
            const double to = std::clamp(m_pieces[piece].endSec - boundary.atSec, low, low + m_kernelSec);
            const double part = taper(from, to);
            held[isRight] += to - from;
            sum[isRight] += part;
            parts[piece - boundary.firstPiece] = part;
        }
        const double least = m_kernelSec / 4 * (1 - 1e-9);
        if (held[0] < least || held[1] < least)
            return false;
        for (size_t i = 0; i < parts.size(); ++i) {
            const bool isRight = boundary.firstPiece + i > boundary.piece;
            weights[i] = static_cast<float>(isRight ? -parts[i] / sum[1] : parts[i] / sum[0]);
        }
        return true;
    }

    /// The mean direction of a piece's clips, weighted by their length.
    void pieceVector(const NoveltyPiece &piece, float *out)
    {
        if (piece.lastClip == piece.firstClip + 1) {
            m_clips.unitVectors(piece.firstClip, 1, out);
            return;
        }
        const auto dimension = static_cast<Eigen::Index>(m_clips.dimension());
        Eigen::Map<Eigen::VectorXf> mean(out, dimension);
        mean.setZero();
        double length = 0;
        m_unit.resize(m_clips.dimension());
        for (size_t clip = piece.firstClip; clip < piece.lastClip; ++clip) {
            const double sec = m_clips.endSec(clip) - m_clips.startSec(clip);
            length += sec;
            m_clips.unitVectors(clip, 1, m_unit.data());
            mean += static_cast<float>(sec) * Eigen::Map<const Eigen::VectorXf>(m_unit.data(), dimension);
        }
        if (length > 0)
            mean /= static_cast<float>(length);
    }

    /// Boundaries [begin, end): left mean minus right mean of all of them, as products of matrices.
    void computeBlock(size_t begin, size_t end)
    {
        const size_t firstPiece = m_boundaries[begin].firstPiece;
        const size_t pieces = m_boundaries[end - 1].lastPiece - firstPiece;
        const auto rows = static_cast<Eigen::Index>(end - begin);
        const auto dimension = static_cast<Eigen::Index>(m_clips.dimension());
        RowMatrix weights = RowMatrix::Zero(rows, static_cast<Eigen::Index>(pieces));
        std::vector<bool> holds(end - begin);
        for (size_t i = begin; i < end; ++i) {
            const auto row = static_cast<Eigen::Index>(i - begin);
            const auto column = static_cast<Eigen::Index>(m_boundaries[i].firstPiece - firstPiece);
            holds[i - begin] = weigh(m_boundaries[i], &weights(row, column));
        }
        RowMatrix difference = RowMatrix::Zero(rows, dimension);
        RowMatrix vectors;
        for (size_t done = 0; done < pieces; done += piecesAtOnce) {
            const auto count = static_cast<Eigen::Index>(std::min(piecesAtOnce, pieces - done));
            vectors.resize(count, dimension);
            for (Eigen::Index i = 0; i < count; ++i)
                pieceVector(m_pieces[firstPiece + done + static_cast<size_t>(i)], vectors.row(i).data());
            difference.noalias() += weights.middleCols(static_cast<Eigen::Index>(done), count) * vectors;
        }
        for (size_t i = begin; i < end; ++i) {
            const auto row = static_cast<Eigen::Index>(i - begin);
            if (holds[i - begin])
                m_points.push_back({m_boundaries[i].atSec, m_pieces[m_boundaries[i].piece].lastClip - 1,
                                    difference.row(row).cast<double>().squaredNorm() / 2});
        }
    }

    const LaneClips &m_clips;
    const double m_kernelSec;
    std::vector<NoveltyPiece> m_pieces;
    std::vector<NoveltyBoundary> m_boundaries;
    std::vector<NoveltyPoint> m_points;
    std::vector<float> m_unit;
};

/// Indexes of local maxima, of a plateau the first.
std::vector<size_t> localMaxima(const std::vector<NoveltyPoint> &points)
{
    std::vector<size_t> maxima;
    for (size_t i = 0; i < points.size();) {
        size_t next = i + 1;
        while (next < points.size() && points[next].novelty == points[i].novelty)
            ++next;
        const bool rises = i == 0 || points[i - 1].novelty < points[i].novelty;
        const bool falls = next == points.size() || points[next].novelty < points[i].novelty;
        if (rises && falls)
            maxima.push_back(i);
        i = next;
    }
    return maxima;
}

} // namespace

std::optional<std::vector<NoveltyPoint>> novelty(const LaneClips &clips, double kernelSec,
                                                 const IsCancelled &isCancelled)
{
    return NoveltyComputer(clips, kernelSec).run(isCancelled);
}

double usualThreshold(const std::vector<NoveltyPoint> &novelty)
{
    std::vector<double> values(novelty.size());
    std::transform(novelty.begin(), novelty.end(), values.begin(),
                   [](const NoveltyPoint &point) { return point.novelty; });
    const RobustSpread spread = robustSpread(values);
    return spread.count > 0 ? std::max(leastUsualThreshold, spread.median + 3 * spread.scaledMad) : leastUsualThreshold;
}

std::vector<SceneBoundary> sceneBoundaries(const std::vector<NoveltyPoint> &novelty, LaneKey lane,
                                           const PeakRule &rule)
{
    std::vector<size_t> peaks = localMaxima(novelty);
    std::erase_if(peaks,
                  [&](size_t i) { return !(novelty[i].novelty > 0) || novelty[i].novelty < rule.threshold; });
    std::stable_sort(peaks.begin(), peaks.end(),
                     [&novelty](size_t a, size_t b) { return novelty[a].novelty > novelty[b].novelty; });
    std::set<std::pair<double, size_t>> kept; // by time
    for (const size_t i : peaks) {
        const double at = novelty[i].atSec;
        const auto after = kept.lower_bound({at, 0});
        const bool isNear = (after != kept.end() && after->first - at < rule.minDistanceSec)
            || (after != kept.begin() && at - std::prev(after)->first < rule.minDistanceSec);
        if (!isNear)
            kept.insert({at, i});
    }
    std::vector<SceneBoundary> boundaries;
    boundaries.reserve(kept.size());
    for (const auto &[at, i] : kept)
        boundaries.push_back({at, novelty[i].novelty, novelty[i].clip, lane});
    return boundaries;
}

} // namespace embedscope
