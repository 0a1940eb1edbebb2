// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/idsearch.h"

#include "support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto first = u"6650f1c2ab34de56f7890123"_s;
const auto second = u"6650f1c2ab34de56f7890124"_s;

} // namespace

class TstIdSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOnlyTheLatest();
    void mayGoWhileItSearches();
    void keepsTheFirstLinesShort();
    void keepsKeysOut();
    void takesEveryLine();
};

void TstIdSearch::tellsOnlyTheLatest()
{
    IdSearch search;
    std::vector<IdSearch::Found> told;
    connect(&search, &IdSearch::found, this,
            [&told](const IdSearch::Found &found) { told.push_back(found); });
    QVERIFY(!search.isUnderWay());
    for (int i = 0; i < 20; ++i) {
        search.start(first + QString(100'000, u'.'), IdSearch::Rule::Find);
        QTest::qWait(i % 4 == 0 ? 55 : 1); // in some rounds the search has begun already
        QCoreApplication::processEvents();
        told.clear();
        search.start(second, IdSearch::Rule::Find);
        QVERIFY(search.isUnderWay());
        QTRY_VERIFY(!search.isUnderWay());
        QCOMPARE(told.size(), size_t(1));
        QCOMPARE(told.front().ids.taken(), std::vector{*TaskId::fromString(second)});
    }
}

void TstIdSearch::mayGoWhileItSearches()
{
    for (int i = 0; i < 10; ++i) {
        IdSearch search;
        search.start(QString(1'000'000, u'a'), IdSearch::Rule::Find);
        QTest::qWait(52);
    }
}

void TstIdSearch::keepsTheFirstLinesShort()
{
    const auto firstLines = [](const QString &text) {
        return IdSearch::find(text, IdSearch::Rule::Find).firstLines;
    };
    QCOMPARE(firstLines(u"a\nb"_s), u"a\nb"_s);
    QCOMPARE(firstLines(QString(1000, u'x')), QString(160, u'x') + u'…');
    QCOMPARE(firstLines(u"y\n"_s.repeated(100)), u"y\n"_s.repeated(12) + u'…');
    QCOMPARE(firstLines({}), QString());
}

void TstIdSearch::keepsKeysOut()
{
    const auto found = IdSearch::find(u"tlk_SECRETSECRETSECRETSECRET01 "_s + first, IdSearch::Rule::Find);
    QVERIFY(found.hidKeys);
    QCOMPARE(found.text, u"*** "_s + first);
    QCOMPARE(found.leftOutLines, QStringList{u"Line 1: an API key (not shown, not kept)"_s});
    QVERIFY(!IdSearch::find(first, IdSearch::Rule::Find).hidKeys);
}

void TstIdSearch::takesEveryLine()
{
    const auto found =
        IdSearch::find(u"one\r\n\n two \ntwo words\ntlk_SECRETSECRETSECRETSECRET01\n"_s + QString(200, u'x'),
                       IdSearch::Rule::EveryLine);
    QCOMPARE(found.ids.taken(), (std::vector{*TaskId::fromString(u"one"_s), *TaskId::fromString(u"two"_s)}));
    QCOMPARE(found.ids.ids.at(1).line, 3);
    QCOMPARE(found.ids.leftOutCount(), 3);
    QCOMPARE(
        found.leftOutLines,
        (QStringList{u"Line 4: two words (no ID: 1 to 128 letters, digits, - and _)"_s,
                     u"Line 5: an API key (not shown, not kept)"_s,
                     u"Line 6: %1… (no ID: 1 to 128 letters, digits, - and _)"_s.arg(QString(64, u'x'))}));
}

EMBEDSCOPE_TEST(TstIdSearch)
#include "tst_idsearch.moc"
