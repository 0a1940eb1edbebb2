// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

struct evp_md_ctx_st;

namespace embedscope {

/// SHA-256 of bytes that come piece by piece. By OpenSSL, which uses what the processor has for it: QCryptographicHash
/// of Qt 6.4 does not, and takes eight times as long.
class Sha256 final
{
public:
    Sha256();
    ~Sha256();
    Q_DISABLE_COPY_MOVE(Sha256)

    void add(const char *data, qint64 size);
    /// 32 bytes; nothing can be added afterwards.
    QByteArray result();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace embedscope
