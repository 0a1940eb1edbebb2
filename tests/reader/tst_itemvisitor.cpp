// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/itemvisitor.h"
#include "reader/taskreader.h"
#include "support/testprogram.h"

#include <QBuffer>
#include <QDir>
#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// The second reading of an answer sees the same items as the first, in the answer's own digits.
class TestItemVisitor final : public QObject
{
    Q_OBJECT

private:
    static QString text(std::string_view view)
    {
        return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
    }
    static EmbeddingTask read(const QByteArray &answer)
    {
        auto task = readTask(AnswerBytes::fromMemory(answer), {});
        return task ? std::move(*task) : EmbeddingTask();
    }

private Q_SLOTS:
    void theAnswersOwnDigits()
    {
        QByteArray answer = R"({"status":"ready","data":[{"embedding":[1.0, -0.50 ,1e-05,null,"x",1e400],
            "start_sec":0.0,"end_sec" : 6.00 , "embedding_option":"vis\u0075al","embedding_scope":null},
            7,{"start_sec":null},{"embedding":[]}]})";
        const EmbeddingTask task = read(answer);
        QStringList seen;
        QList<double> numbers;
        for (const qint64 window : {16, 1 << 20}) {
            ReadLimits limits;
            limits.windowBytes = window;
            QBuffer device(&answer);
            device.open(QIODevice::ReadOnly);
            seen.clear();
            const auto failure = visitItems(
                device, task,
                [&](const AnswerItem &item) {
                    QStringList texts;
                    for (const std::string_view each : item.texts)
                        texts += text(each);
                    seen += u"%1|%2|%3|%4|%5|%6|%7"_s.arg(item.position)
                                .arg(text(item.start), text(item.end), text(item.modality), text(item.scope))
                                .arg(item.hasVector)
                                .arg(texts.join(u' '));
                    if (item.position == 0)
                        numbers = QList<double>(item.numbers.begin(), item.numbers.end());
                    return true;
                },
                limits);
            QVERIFY(!failure);
            QCOMPARE(seen, (QStringList{u"0|0.0|6.00|visual||1|1.0 -0.50 1e-05   1e400"_s, u"2|||||0|"_s,
                                        u"3|||||1|"_s}));
            QCOMPARE(numbers.first(3), (QList<double>{1.0, -0.5, 1e-05}));
            QVERIFY(std::isnan(numbers[3]) && std::isnan(numbers[4]) && std::isinf(numbers[5]));
        }
    }

    /// All answers that the reader takes: the visit finds what became segments, or says that it cannot.
    void asTheFirstReading()
    {
        const QDir folder(QStringLiteral(EMBEDSCOPE_TEST_DATA "/answers"));
        int visited = 0;
        for (const QString &name : folder.entryList({u"*.json"_s})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QByteArray answer = file.readAll();
            const auto task = readTask(AnswerBytes::fromMemory(answer), {});
            if (!task)
                continue;
            QHash<quint32, const Segment *> segments;
            for (const Segment &segment : task->segments)
                segments.insert(segment.position, &segment);
            QBuffer device(&answer);
            device.open(QIODevice::ReadOnly);
            const auto failure = visitItems(device, *task, [&](const AnswerItem &item) {
                const Segment *const segment = segments.take(item.position);
                ++visited;
                if (!segment || segment->length != item.numbers.size()
                    || task->modalities[segment->modality] != text(item.modality)
                    || task->scopes[segment->scope] != text(item.scope))
                    return false;
                for (size_t i = 0; i < item.numbers.size(); ++i) {
                    const float kept = task->matrix.values()[segment->offset + i];
                    const auto number = static_cast<float>(item.numbers[i]);
                    if (kept != number && !(std::isnan(kept) && std::isnan(number)))
                        return false;
                }
                return true;
            });
            QVERIFY2(!failure, qPrintable(name));
            QVERIFY2(segments.isEmpty(), qPrintable(name));
        }
        QCOMPARE_GT(visited, 100);
    }

    void endsWhereItIsWanted()
    {
        QByteArray answer = R"({"status":"ready","data":[{"embedding":[1]},{"embedding":[2]}]})";
        const EmbeddingTask task = read(answer);
        QBuffer device(&answer);
        device.open(QIODevice::ReadOnly);
        int count = 0;
        QVERIFY(!visitItems(device, task, [&](const AnswerItem &) { return ++count < 1; }));
        QCOMPARE(count, 1);
        device.seek(0);
        const auto cancelled =
            visitItems(device, task, [](const AnswerItem &) { return true; }, {}, [] { return true; });
        QCOMPARE(cancelled->kind, FailureKind::Cancelled);
    }
};

EMBEDSCOPE_TEST(TestItemVisitor)
#include "tst_itemvisitor.moc"
