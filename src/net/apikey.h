// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace embedscope {

/// The API key and where it came from. The value goes into one request header and nowhere else; only the source is shown.
class ApiKey final
{
public:
    enum class Source { None, File, Environment, Keyring, Entered, Demo };

    ApiKey() = default;
    ApiKey(QByteArray value, Source source, QString sourceName);
    /// The key that stands in a text: white space around it (a file's last line break, what was pasted along) is left out.
    static ApiKey fromText(const QByteArray &text, Source source, const QString &sourceName);

    bool isEmpty() const { return m_value.isEmpty(); }
    /// Whether it can be sent: printable ASCII without spaces, 1 to 512 characters.
    bool isSendable() const;
    /// Long enough not to be an ordinary word (the demo's key is one): whether it is looked for in texts and answers. Real
    /// keys have some thirty characters.
    bool isSecret() const { return m_value.size() >= shortestSecret; }
    const QByteArray &value() const { return m_value; }
    Source source() const { return m_source; }
    /// The name of the file or variable, for a sentence; never the value.
    const QString &sourceName() const { return m_sourceName; }
    /// Whether white space was left out around it.
    bool wasTrimmed() const { return m_wasTrimmed; }

private:
    static constexpr qsizetype shortestSecret = 8;

    QByteArray m_value;
    Source m_source = Source::None;
    QString m_sourceName;
    bool m_wasTrimmed = false;
};

} // namespace embedscope
