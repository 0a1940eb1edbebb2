// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/pythonnumbers.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace embedscope {

namespace {

constexpr std::array<std::pair<QByteArrayView, QByteArrayView>, 3> pythonWords = {{
    {"NaN", "{} "},
    {"-Infinity", "-1e9999  "},
    {"Infinity", "1e9999  "},
}};
constexpr qsizetype longestWord = 9;

} // namespace

PythonNumbers::PythonNumbers(QIODevice &device) : m_device(device)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    seek(0);
}

bool PythonNumbers::seek(qint64 position)
{
    if (position != 0 || !m_device.seek(0) || !QIODevice::seek(0))
        return false;
    m_ready.clear();
    m_rest.clear();
    m_at = 0;
    m_isInString = m_isEscaped = false;
    return true;
}

/// The next block; false at the end, and where the device failed.
bool PythonNumbers::fill()
{
    constexpr qint64 blockBytes = 1 << 18;
    const QByteArray more = m_device.read(blockBytes);
    const bool isEnd = more.isEmpty();
    m_ready = std::exchange(m_rest, {}) + more;
    m_at = 0;
    char *const text = m_ready.data();
    qsizetype i = 0;
    while (i < m_ready.size()) {
        const char c = text[i];
        if (m_isInString) {
            m_isInString = m_isEscaped || c != '"';
            m_isEscaped = c == '\\' && !m_isEscaped;
        } else if (c == '"') {
            m_isInString = true;
        } else if (c == 'N' || c == 'I' || c == '-') {
            if (!isEnd && m_ready.size() - i < longestWord)
                break; // the rest of the word may come with the next block
            const auto word = std::ranges::find_if(pythonWords, [&](const auto &each) {
                return QByteArrayView(text + i, m_ready.size() - i).startsWith(each.first);
            });
            if (word != pythonWords.end()) {
                std::memcpy(text + i, word->second.data(), static_cast<size_t>(word->second.size()));
                m_hasReplaced = true;
                i += word->second.size();
                continue;
            }
        }
        ++i;
    }
    m_rest = m_ready.sliced(i);
    m_ready.truncate(i);
    return !m_ready.isEmpty() || !isEnd;
}

qint64 PythonNumbers::readData(char *data, qint64 most)
{
    while (m_at == m_ready.size()) {
        if (!fill())
            return 0;
    }
    const qint64 count = std::min<qint64>(most, m_ready.size() - m_at);
    std::memcpy(data, m_ready.constData() + m_at, static_cast<size_t>(count));
    m_at += count;
    return count;
}

qint64 PythonNumbers::writeData(const char *, qint64)
{
    return -1;
}

} // namespace embedscope
