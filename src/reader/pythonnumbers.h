// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace embedscope {

/// What another device holds, with the words that Python and JavaScript write for numbers that are none in the spelling of
/// JSON, byte by byte as long: NaN as an empty object, Infinity as a number beyond the range of a double. What stands in
/// strings is left alone. Reads forward; seek() goes to the begin only.
class PythonNumbers final : public QIODevice
{
public:
    /// `device` must be open, random-access, and outlive this; it is read from its begin.
    explicit PythonNumbers(QIODevice &device);

    qint64 size() const override { return m_device.size(); }
    bool isSequential() const override { return false; }
    bool seek(qint64 position) override;
    /// Whether there was any such word so far.
    bool hasReplaced() const { return m_hasReplaced; }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    bool fill();

    QIODevice &m_device;
    QByteArray m_ready; ///< looked at
    qsizetype m_at = 0; ///< in m_ready
    QByteArray m_rest; ///< read, and perhaps the begin of a word
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_hasReplaced = false;
};

} // namespace embedscope
