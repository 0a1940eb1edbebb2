// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/vectorcutter.h"
#include "fuzz/checks.h"
#include "reader/answerform.h"

#include <simdjson.h>

#include <algorithm>
#include <string>
#include <string_view>

using namespace Qt::Literals::StringLiterals;

namespace embedscope::fuzz {

namespace {

namespace dom = simdjson::dom;

std::string cut(std::string_view text, size_t blockSize)
{
    VectorCutter cutter;
    std::string out;
    for (size_t at = 0; at < text.size(); at += blockSize) {
        const std::string block(text.substr(at, blockSize)); // of its own, so that a step outside of it is seen
        cutter.cut(block.data(), block.size(), out);
    }
    return out;
}

/// What a value is to the answer that it stands in.
enum class Place {
    Root,
    Data, ///< "data"
    Older, ///< a container of the older form
    Segments, ///< its "segments"
    Item,
    OlderItem,
    Elsewhere,
};

Place placeOfMember(Place parent, std::string_view key)
{
    if (parent == Place::Root)
        return isOlderContainer(key) ? Place::Older : key == "data" ? Place::Data : Place::Elsewhere;
    return parent == Place::Older && key == "segments" ? Place::Segments : Place::Elsewhere;
}

Place placeOfElement(Place parent)
{
    return parent == Place::Data ? Place::Item : parent == Place::Segments ? Place::OlderItem : Place::Elsewhere;
}

bool isVector(Place item, std::string_view key)
{
    return (item == Place::Item && key == itemKeys(AnswerForm::V2).front())
        || (item == Place::OlderItem && key == itemKeys(AnswerForm::V1).front());
}

/// The tree as a text that is the same for the same tree, with or without the vectors of the answer.
void write(const dom::element &value, Place place, bool hasVectors, std::string &out)
{
    if (dom::object object; value.get(object) == simdjson::SUCCESS) {
        out += '{';
        for (const auto &[key, member] : object) {
            if (!hasVectors && isVector(place, key))
                continue;
            out += std::to_string(key.size()) + ':';
            out += key;
            write(member, placeOfMember(place, key), hasVectors, out);
        }
        out += '}';
    } else if (dom::array array; value.get(array) == simdjson::SUCCESS) {
        out += '[';
        for (const dom::element &element : array)
            write(element, placeOfElement(place), hasVectors, out);
        out += ']';
    } else {
        out += simdjson::minify(value);
    }
    out += ',';
}

std::string asText(const dom::element &root, bool hasVectors)
{
    std::string text;
    write(root, Place::Root, hasVectors, text);
    return text;
}

/// Whether `part` is what is left of `whole` where some bytes are taken out.
bool isLeftOf(std::string_view part, std::string_view whole)
{
    size_t found = 0;
    for (const char c : whole) {
        if (found < part.size() && part[found] == c)
            ++found;
    }
    return found == part.size();
}

} // namespace

QString checkCutting(const QByteArray &bytes)
{
    const std::string_view text(bytes.constData(), static_cast<size_t>(bytes.size()));
    const std::string out = cut(text, std::max<size_t>(1, text.size()));
    if (!isLeftOf(out, text))
        return u"what stays does not stand in the answer"_s;
    const simdjson::padded_string padded(text);
    dom::parser parser;
    dom::element root;
    if (parser.parse(padded).get(root) != simdjson::SUCCESS || !root.is_object())
        return {}; // no whole answer: nothing more is promised
    for (const size_t blockSize : {size_t(1), size_t(2), size_t(7), size_t(64)}) {
        if (const std::string other = cut(text, blockSize); other != out)
            return u"blocks of %1 bytes give\n%2\nand not\n%3"_s.arg(blockSize).arg(QString::fromStdString(other), QString::fromStdString(out));
    }
    const simdjson::padded_string paddedOut(out);
    dom::parser otherParser;
    dom::element left;
    if (otherParser.parse(paddedOut).get(left) != simdjson::SUCCESS)
        return u"what stays is no JSON:\n"_s + QString::fromStdString(out);
    if (asText(left, true) != asText(root, false))
        return u"what stays is not the answer without its vectors:\n"_s + QString::fromStdString(out);
    return {};
}

} // namespace embedscope::fuzz
