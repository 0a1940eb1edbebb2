// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/exporter.h"
#include "store/answerarchive.h"
#include "store/archivedsource.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// Exports of archived answers: what was damaged on the disk is never written as sound, whichever part of it is copied.
class TestArchivedExport final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const TaskId m_id = *TaskId::fromString(u"64f8d2c7e4a1b37f8a9c5d12"_s);

    /// An answer of about `items` times 70 bytes.
    static QByteArray answerOf(int items, const QByteArray &front, const QByteArray &end)
    {
        QByteArray text = front + R"({"_id":"64f8d2c7e4a1b37f8a9c5d12","status":"ready","data":[)";
        for (int i = 0; i < items; ++i)
            text += QByteArray(i == 0 ? "" : ",") + R"({"embedding":[0.25,0.5],"embedding_option":"visual","start_sec":)"
                + QByteArray::number(i) + '}';
        return text + "]}" + end;
    }
    /// It in the archive of its own folder, with a digit of a vector in its middle changed where `isDamaged`.
    AnswerBytes stored(const QByteArray &text, bool isPacked, bool isDamaged)
    {
        const QString folder = m_folder.filePath(QString::number(++m_count));
        AnswerArchive archive(folder);
        auto answer = archive.store(m_id, AnswerBytes::fromMemory(text));
        if (answer && isPacked)
            answer = archive.pack(*answer);
        if (!answer || answer->isPacked != isPacked)
            return {};
        QFile file(folder + u'/' + answer->fileName());
        if (isDamaged && file.open(QFile::ReadWrite)) {
            const qint64 at = isPacked ? file.size() / 2 : text.indexOf("0.25", text.size() / 2) + 2;
            if (at >= file.size())
                return {};
            file.seek(at);
            char byte = 0;
            file.getChar(&byte);
            file.seek(at);
            file.putChar(static_cast<char>(byte ^ 1));
        }
        return archivedBytes(folder, *answer);
    }
    int m_count = 0;

private Q_SLOTS:
    void damageIsNeverExported_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isPacked");
        const QByteArrayList ends{"", "\n", "\r\n", QByteArray(10'000, ' ')};
        for (const QByteArray &end : ends) {
            for (const QByteArray &front : {QByteArray(), QByteArray("\xEF\xBB\xBF"), QByteArray(5'000, '\n')}) {
                for (const int items : {5, 300})
                    QTest::addRow("%d items, %d before, %d behind", items, int(front.size()), int(end.size()))
                        << answerOf(items, front, end) << false;
            }
            QTest::addRow("packed, %d behind", int(end.size())) << answerOf(3'000, {}, end) << true;
        }
        // In several blocks of what reads it.
        QTest::addRow("large") << answerOf(20'000, {}, "\n") << false;
    }
    void damageIsNeverExported()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isPacked);
        for (const bool isDamaged : {false, true}) {
            const AnswerBytes bytes = stored(text, isPacked, isDamaged);
            QCOMPARE(bytes.size(), text.size());
            for (const ExportFormat format : {ExportFormat::Json, ExportFormat::JsonLines, ExportFormat::Csv, ExportFormat::Npy}) {
                for (const bool isSelection : {false, true}) {
                    ExportJob job{.format = format};
                    job.entries.push_back({m_id, bytes});
                    if (isSelection)
                        job.entries.front().chosen = {0};
                    const QString path = m_folder.filePath(u"export%1"_s.arg(++m_count));
                    const ExportOutcome outcome = exportToFile(job, path, false, std::atomic<bool>(false));
                    QVERIFY2((outcome.kind == ExportOutcome::Kind::Written) == !isDamaged, qPrintable(outcome.detail));
                    QCOMPARE(QFileInfo::exists(path), !isDamaged);
                    if (isDamaged)
                        QVERIFY2(outcome.detail.contains(u"damaged"_s), qPrintable(outcome.detail));
                }
            }
        }
    }

    /// On standard output nothing can be taken back.
    void noByteOfARawOneGoesOutBeforeItIsJudged()
    {
        ExportJob job{.format = ExportFormat::JsonLines};
        job.entries.push_back({m_id, stored(answerOf(20'000, {}, "\n"), false, true)});
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        QCOMPARE(writeExport(job, out, std::atomic<bool>(false)).kind, ExportOutcome::Kind::Failed);
        QVERIFY(out.data().isEmpty());
    }
};

EMBEDSCOPE_TEST(TestArchivedExport)
#include "tst_archivedexport.moc"
