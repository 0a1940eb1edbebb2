// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/filmmaker.h"

#include "demo/answergenerator.h"

namespace embedscope {

QByteArray serviceTime(const QDateTime &moment)
{
    return moment.toUTC().toString(Qt::ISODateWithMs).toLatin1();
}

FilmMaker::FilmMaker(FilmScript script, const QByteArray &createdAt, const QString &folder)
    : m_script(std::move(script)), m_createdAt(createdAt), m_folder(folder),
      m_thread([this](const std::stop_token &stop) { make(stop); })
{
}

FilmMaker::State FilmMaker::state() const
{
    const std::scoped_lock lock(m_mutex);
    return m_state;
}

void FilmMaker::make(const std::stop_token &stop)
{
    State ended;
    std::unique_ptr<UnlinkedFile> file = UnlinkedFile::create(m_folder, &ended.error);
    bool written = false;
    if (file) {
        AnswerGenerator generator(m_script, m_createdAt, [&ended] {
            ended.endedAt = QDateTime::currentDateTimeUtc();
            return serviceTime(ended.endedAt);
        });
        written = generator.write([&](const QByteArray &piece) {
            return !stop.stop_requested() && file->append(piece, &ended.error);
        });
    }
    if (stop.stop_requested())
        return;
    if (written)
        ended.file = std::move(file);
    else
        ended.endedAt = QDateTime::currentDateTimeUtc();
    const std::scoped_lock lock(m_mutex);
    m_state = std::move(ended);
}

} // namespace embedscope
