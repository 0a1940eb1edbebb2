// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archivedsource.h"

#include "store/packeddevice.h"

#include <algorithm>

namespace embedscope {

namespace {

class ArchivedSource final : public AnswerSource
{
public:
    ArchivedSource(const QString &folder, const ArchivedAnswer &answer) : m_folder(folder), m_answer(answer) { }

    std::unique_ptr<QIODevice> open() const override { return openAs(CheckedDevice::Jumps::Judged); }
    std::unique_ptr<QIODevice> openToLook() const override { return openAs(CheckedDevice::Jumps::Free); }

private:
    std::unique_ptr<QIODevice> openAs(CheckedDevice::Jumps jumps) const
    {
        QString problem;
        bool isMissing = false;
        return openArchived(m_folder, m_answer, problem, isMissing, jumps);
    }

    QString m_folder;
    ArchivedAnswer m_answer;
};

} // namespace

AnswerBytes archivedBytes(const QString &archiveFolder, const ArchivedAnswer &answer)
{
    return AnswerBytes::fromSource(std::make_shared<ArchivedSource>(archiveFolder, answer), std::max<qint64>(0, answer.rawSize));
}

std::unique_ptr<QIODevice> openArchived(const QString &archiveFolder, const ArchivedAnswer &answer, QString &problem,
                                        bool &isMissing, CheckedDevice::Jumps jumps)
{
    const QString raw = archiveFolder + u'/' + answer.fileName(false);
    const QString packed = archiveFolder + u'/' + answer.fileName(true);
    // Raw, packed, and raw once more: it may be packed, or stored anew, between two looks.
    for (const bool isPacked : {answer.isPacked, !answer.isPacked, answer.isPacked}) {
        if (isPacked) {
            auto device = std::make_unique<PackedDevice>(packed);
            if (device->open(QIODevice::ReadOnly))
                return device;
            problem = device->errorString();
            isMissing = device->isMissing();
        } else {
            auto device = std::make_unique<CheckedDevice>(raw, answer.rawSize, answer.sha256, jumps);
            if (device->open(QIODevice::ReadOnly))
                return device;
            problem = device->errorString();
            isMissing = device->isMissing();
        }
        if (!isMissing)
            return nullptr;
    }
    return nullptr;
}

} // namespace embedscope
