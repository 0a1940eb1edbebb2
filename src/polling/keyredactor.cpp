// SPDX-License-Identifier: GPL-3.0-or-later
#include "polling/keyredactor.h"

#include "reader/idfinder.h"

#include <QUrl>

namespace embedscope {

KeyRedactor::KeyRedactor(const ApiKey &key)
{
    if (!key.isSecret())
        return; // words would suffer
    const QByteArray &value = key.value();
    const QString text = QString::fromLatin1(value);
    QString inJson = text;
    inJson.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
    m_forms = {text,
               QString::fromLatin1(QUrl::toPercentEncoding(text)),
               QString::fromLatin1(QUrl::toPercentEncoding(text, {}, "_-.~")),
               QString::fromLatin1(value.toBase64(QByteArray::OmitTrailingEquals)),
               text.toHtmlEscaped(),
               inJson};
}

QString KeyRedactor::redact(const QString &text) const
{
    QString redacted = text;
    for (const QString &form : m_forms) // first: what merely looks like a key may be a part of one
        redacted.replace(form, QStringLiteral("***"), Qt::CaseInsensitive);
    return withoutKeys(redacted);
}

void KeyRedactor::redact(EmbeddingTask &task) const
{
    std::vector<QString *> texts{&task.statusText, &task.errorMessage};
    for (QStringList *const names : {&task.modalities, &task.scopes}) {
        for (QString &name : *names)
            texts.push_back(&name);
    }
    if (task.metadata) {
        Metadata &metadata = *task.metadata;
        texts.insert(texts.end(), {&metadata.inputType, &metadata.inputUrl, &metadata.inputFilename});
        for (QStringList *const names : {&metadata.embeddingOptions, &metadata.embeddingScopes}) {
            for (QString &name : *names)
                texts.push_back(&name);
        }
        for (auto &[key, value] : metadata.members)
            texts.insert(texts.end(), {&key, &value});
    }
    for (Finding &finding : task.findings)
        texts.push_back(&finding.detail);
    for (QString *const text : texts)
        *text = redact(*text);
}

void KeyRedactor::redact(ListedTask &task) const
{
    for (QString *const text : {&task.statusText, &task.model, &task.file, &task.inputType})
        *text = redact(*text);
}

} // namespace embedscope
