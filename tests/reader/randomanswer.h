// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

class QRandomGenerator;

namespace embedscope {

/// Makes answers of the service that differ in everything that JSON leaves free: spacing, order of keys,
/// escapes, ways to write numbers, and unknown fields, with null and odd values among the known ones.
class RandomAnswer final
{
public:
    explicit RandomAnswer(QRandomGenerator &random) : m_random(random) { }

    QByteArray text();

private:
    bool chance(int percent);
    QByteArray space();
    QByteArray number();
    QByteArray string(const QByteArray &text);
    QByteArray unknownValue(int depth);
    QByteArray joined(char open, const QByteArrayList &parts, char close);
    QByteArray object(QByteArrayList members);
    QByteArray member(const QByteArray &key, const QByteArray &value);
    QByteArray vector();
    QByteArray item();
    QByteArray metadata();

    QRandomGenerator &m_random;
};

} // namespace embedscope
