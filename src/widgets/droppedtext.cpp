// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/droppedtext.h"

#include "core/whenfinished.h"
#include "models/taskwords.h"
#include "reader/textdecoder.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

namespace {

QString decode(const QByteArray &bytes)
{
    TextDecoder decoder;
    QString text = decoder.take(bytes);
    return text + decoder.finish();
}

/// Pictures, packed files and databases hold zeros, or hardly any byte that stands for a letter. Text in an old encoding has
/// letters that are not understood, but most of it is.
bool isText(const QString &decoded)
{
    constexpr qsizetype sample = 64'000;
    if (decoded.contains(QChar::Null))
        return false;
    const QStringView start = QStringView(decoded).left(sample);
    const auto strange = std::ranges::count_if(start, [](QChar c) {
        return c == QChar::ReplacementCharacter || (c < u' ' && !c.isSpace() && c != u'\x1b');
    });
    return strange * 10 <= start.size() * 3;
}

} // namespace

DroppedText::DroppedText(QObject *parent) : QObject(parent) { }

bool DroppedText::canTake(const QMimeData &data)
{
    return data.hasText() || !localFiles(data).isEmpty();
}

QStringList DroppedText::localFiles(const QMimeData &data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

void DroppedText::take(const QMimeData &data)
{
    const QStringList paths = localFiles(data);
    if (!paths.isEmpty()) {
        takeFiles(paths);
        return;
    }
    QMetaObject::invokeMethod(
        this, [this, text = data.text()] { Q_EMIT taken(text, {}); }, Qt::QueuedConnection);
}

void DroppedText::takeFiles(const QStringList &paths)
{
    whenFinished(QtConcurrent::run(&DroppedText::readFiles, paths), this, [this](const Content &content) {
        Q_EMIT taken(content.text, content.problems);
    });
}

DroppedText::Content DroppedText::readFiles(const QStringList &paths)
{
    Content content;
    QStringList problems;
    for (const QString &path : paths) {
        const QString name = oneLine(QFileInfo(path).fileName());
        QFile file(path);
        // A pipe or a device could keep us waiting for ever.
        if (!QFileInfo(path).isFile()) {
            problems.append(tr("“%1” is no file that can be read.").arg(name));
        } else if (!file.open(QIODevice::ReadOnly)) {
            problems.append(tr("“%1” cannot be read: %2.").arg(name, file.errorString()));
        } else if (file.size() > longestFile) {
            problems.append(tr("“%1” is larger than %2. Cut out the part with the task IDs, and paste that.")
                                .arg(name, bytesText(longestFile)));
        } else if (const QString text = decode(file.read(longestFile)); !isText(text)) {
            problems.append(tr("“%1” holds neither an answer of the service nor text in which task IDs could be found.")
                                .arg(name));
        } else {
            if (!content.text.isEmpty())
                content.text += u'\n';
            content.text += text;
        }
    }
    content.problems = problems.join(u' ');
    return content;
}

} // namespace embedscope

#include "moc_droppedtext.cpp"
