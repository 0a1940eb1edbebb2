// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QIODevice;

namespace embedscope {

/// Cuts an answer into pages that can be shown one by one, without reading what is in front of them. A page is
/// about `pageBytes` long and ends, where it can, behind a comma or bracket, else where no word is cut: so no
/// character, and no API key that a service might repeat, is spread over two pages.
class TextPages final
{
public:
    static constexpr qint64 pageBytes = 65'536;

    /// `device`, open and random-access, must outlive this.
    explicit TextPages(QIODevice &device);

    /// At least 1.
    qint64 count() const { return m_count; }
    /// Where page `page` (from 0) begins; the device's size for count().
    qint64 begin(qint64 page) const;
    /// The page that this byte is on.
    qint64 pageOf(qint64 byte) const;
    QByteArray read(qint64 page) const;

private:
    QIODevice &m_device;
    qint64 m_size;
    qint64 m_count = 1;
};

} // namespace embedscope
