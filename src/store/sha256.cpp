// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sha256.h"

#include <openssl/evp.h>

namespace embedscope {

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        qFatal("OpenSSL has no SHA-256");
}

Sha256::~Sha256() = default;

void Sha256::add(const char *data, qint64 size)
{
    EVP_DigestUpdate(m_context.get(), data, static_cast<size_t>(size));
}

QByteArray Sha256::result()
{
    QByteArray hash(EVP_MD_size(EVP_sha256()), '\0');
    EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(hash.data()), nullptr);
    return hash;
}

} // namespace embedscope
