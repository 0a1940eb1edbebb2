// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/filekind.h"

#include <QIODevice>
#include <QStringConverter>

#include <algorithm>
#include <array>
#include <memory>
#include <zlib.h>
#include <zstd.h>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

constexpr qint64 packedBlock = 1 << 18;
constexpr qint64 mostUnpacked = 8LL << 30;

/// Most characters of JSON and logs are of ASCII: every other byte is 0.
FileKind utf16Of(QByteArrayView begin)
{
    if (begin.startsWith("\xFF\xFE"))
        return FileKind::Utf16Le;
    if (begin.startsWith("\xFE\xFF"))
        return FileKind::Utf16Be;
    qsizetype even = 0;
    qsizetype odd = 0;
    for (qsizetype i = 0; i < begin.size(); ++i)
        (i % 2 == 0 ? even : odd) += begin[i] == 0 ? 1 : 0;
    const qsizetype half = begin.size() / 2;
    constexpr qsizetype least = 4;
    if (half < least)
        return FileKind::Text;
    if (odd * 2 > half && even * 8 < half)
        return FileKind::Utf16Le;
    return even * 2 > half && odd * 8 < half ? FileKind::Utf16Be : FileKind::Text;
}

bool isPythonLiteral(QByteArrayView text)
{
    const qsizetype quote = text.indexOf('\'');
    if (quote < 0 || (!text.startsWith('{') && !text.startsWith('[')))
        return false;
    return std::all_of(text.begin() + 1, text.begin() + quote,
                       [](char c) { return c == '[' || c == '{' || c == '(' || c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
}

/// A first line of names between commas, tabs or semicolons, and a second one with as many.
bool isCsv(QByteArrayView text)
{
    if (text.startsWith('{') || text.startsWith('['))
        return false;
    const qsizetype lineEnd = text.indexOf('\n');
    if (lineEnd < 0)
        return false;
    const QByteArrayView header = text.first(lineEnd);
    const bool areNames = std::ranges::all_of(header, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("_-. ,;\t\"\r").contains(c);
    });
    const bool hasSeparator = header.contains(',') || header.contains('\t') || header.contains(';');
    return areNames && hasSeparator && text.contains('[');
}

/// What went wrong, or nothing.
using Outcome = QString;

template<class Unpack>
Outcome unpack(QIODevice &from, QIODevice &to, const std::function<bool()> &isCancelled, Unpack step)
{
    QByteArray in(packedBlock, Qt::Uninitialized);
    qint64 written = 0;
    for (;;) {
        if (isCancelled && isCancelled())
            return {};
        const qint64 count = from.read(in.data(), in.size());
        if (count < 0)
            return from.errorString();
        const auto [what, isDone] = step(QByteArrayView(in.constData(), count), [&](QByteArrayView piece) {
            written += piece.size();
            return written <= mostUnpacked && to.write(piece.data(), piece.size()) == piece.size();
        });
        if (written > mostUnpacked)
            return u"it unpacks to more than 8 GiB"_s;
        if (!what.isEmpty() || isDone)
            return what;
    }
}

using Put = std::function<bool(QByteArrayView)>;
using Step = std::pair<Outcome, bool>;

Outcome unpackGzip(QIODevice &from, QIODevice &to, const std::function<bool()> &isCancelled)
{
    z_stream stream{};
    constexpr int withGzipHeader = 16 + MAX_WBITS;
    if (inflateInit2(&stream, withGzipHeader) != Z_OK)
        return u"there is not enough memory"_s;
    const auto end = std::unique_ptr<z_stream, int (*)(z_stream *)>(&stream, inflateEnd);
    QByteArray out(packedBlock, Qt::Uninitialized);
    bool isBetween = false; // behind a member: others may follow
    return unpack(from, to, isCancelled, [&](QByteArrayView piece, const Put &put) -> Step {
        if (piece.isEmpty())
            return {isBetween ? QString() : u"it is packed with gzip and cut off"_s, true};
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(piece.data()));
        stream.avail_in = static_cast<uInt>(piece.size());
        while (stream.avail_in > 0) {
            if (std::exchange(isBetween, false))
                inflateReset(&stream);
            int result = Z_OK;
            do {
                stream.next_out = reinterpret_cast<Bytef *>(out.data());
                stream.avail_out = static_cast<uInt>(out.size());
                result = inflate(&stream, Z_NO_FLUSH);
                if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
                    return {u"it is packed with gzip and damaged"_s, true};
                if (!put(QByteArrayView(out.constData(), out.size() - static_cast<qsizetype>(stream.avail_out))))
                    return {to.errorString(), true};
            } while (stream.avail_out == 0);
            isBetween = result == Z_STREAM_END;
        }
        return {};
    });
}

Outcome unpackZstd(QIODevice &from, QIODevice &to, const std::function<bool()> &isCancelled)
{
    const auto stream = std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream *)>(ZSTD_createDStream(), ZSTD_freeDStream);
    if (!stream)
        return u"there is not enough memory"_s;
    QByteArray out(packedBlock, Qt::Uninitialized);
    size_t left = 1; // 0: a frame is complete
    return unpack(from, to, isCancelled, [&](QByteArrayView piece, const Put &put) -> Step {
        if (piece.isEmpty())
            return {left == 0 ? QString() : u"it is packed with zstd and cut off"_s, true};
        ZSTD_inBuffer input{piece.data(), static_cast<size_t>(piece.size()), 0};
        bool isFull = false;
        while (input.pos < input.size || isFull) {
            ZSTD_outBuffer output{out.data(), static_cast<size_t>(out.size()), 0};
            left = ZSTD_decompressStream(stream.get(), &output, &input);
            if (ZSTD_isError(left) != 0)
                return {u"it is packed with zstd and damaged"_s, true};
            if (!put(QByteArrayView(out.constData(), static_cast<qsizetype>(output.pos))))
                return {to.errorString(), true};
            isFull = output.pos == output.size;
        }
        return {};
    });
}

Outcome decodeUtf16(QIODevice &from, QStringConverter::Encoding encoding, QIODevice &to, const std::function<bool()> &isCancelled)
{
    QStringDecoder decoder(encoding);
    return unpack(from, to, isCancelled, [&](QByteArrayView piece, const Put &put) -> Step {
        if (piece.isEmpty())
            return {QString(), true};
        const QString text = decoder.decode(piece);
        if (decoder.hasError())
            return {u"it is no valid UTF-16 text"_s, true};
        return put(text.toUtf8()) ? Step() : Step(to.errorString(), true);
    });
}

} // namespace

FileKind fileKind(QByteArrayView begin)
{
    constexpr std::array<std::pair<QByteArrayView, FileKind>, 7> magics = {{
        {"\x1F\x8B", FileKind::Gzip},
        {"\x28\xB5\x2F\xFD", FileKind::Zstd},
        {"\x93NUMPY", FileKind::NumPy},
        {"PK\x03\x04", FileKind::Zip},
        {"PAR1", FileKind::Parquet},
        {"\x89HDF\r\n\x1A\n", FileKind::Hdf5},
        {"\x80", FileKind::Pickle}, // and the protocol's number, which is below 6
    }};
    for (const auto &[magic, kind] : magics) {
        const bool isPickle = kind != FileKind::Pickle || (begin.size() > 1 && begin[1] > 1 && begin[1] < 6);
        if (begin.startsWith(magic) && isPickle)
            return kind;
    }
    if (const FileKind kind = utf16Of(begin); kind != FileKind::Text)
        return kind;
    const QByteArrayView text = begin.trimmed();
    if (isPythonLiteral(text))
        return FileKind::PythonLiteral;
    return isCsv(text) ? FileKind::Csv : FileKind::Text;
}

bool isEncoded(FileKind kind)
{
    return kind == FileKind::Utf16Le || kind == FileKind::Utf16Be || kind == FileKind::Gzip || kind == FileKind::Zstd;
}

QString unreadableKind(FileKind kind)
{
    switch (kind) {
    case FileKind::NumPy:
        return u"a NumPy array. It holds numbers without times and modalities; open the response that it was made from"_s;
    case FileKind::Zip:
        return u"a zip archive. Unpack it and open the files in it"_s;
    case FileKind::Parquet:
        return u"a Parquet table. Write it as JSON first, in pandas with to_json(orient=\"records\")"_s;
    case FileKind::Hdf5:
        return u"an HDF5 file. Write its data as JSON first, or open the response that it was made from"_s;
    case FileKind::Pickle:
        return u"a Python pickle. Loading it would run code, so it is not opened; write it as JSON first, with json.dump"_s;
    case FileKind::PythonLiteral:
        return u"a Python literal, not JSON. Write it with json.dump instead of print"_s;
    case FileKind::Csv:
        return u"a CSV table. Write it as JSON first, in pandas with to_json(orient=\"records\")"_s;
    case FileKind::Text:
    case FileKind::Utf16Le:
    case FileKind::Utf16Be:
    case FileKind::Gzip:
    case FileKind::Zstd:
        break;
    }
    return {};
}

QString readAsText(QIODevice &from, FileKind kind, QIODevice &to, const std::function<bool()> &isCancelled)
{
    if (kind == FileKind::Gzip)
        return unpackGzip(from, to, isCancelled);
    if (kind == FileKind::Zstd)
        return unpackZstd(from, to, isCancelled);
    return decodeUtf16(from, kind == FileKind::Utf16Be ? QStringConverter::Utf16BE : QStringConverter::Utf16LE, to, isCancelled);
}

} // namespace embedscope
