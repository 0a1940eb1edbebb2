// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/idfinder.h"

#include "support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString a = u"64f8d2c7e4a1b37f8a9c5d12"_s;
const QString b = u"67edc5869cffa5179927b0a9"_s;
const QString c = u"0123456789abcdef01234567"_s;
const QString serviceKey = u"tlk_0ABCDEFGHIJKLMNOPQRSTUVWX12"_s;

/// "A", "B" and "C" in a test's text stand for the three IDs.
QString filled(QString text)
{
    return text.replace(u"{A}"_s, a)
        .replace(u"{B}"_s, b)
        .replace(u"{C}"_s, c)
        .replace(u"{KEY}"_s, serviceKey);
}

QString joined(const std::vector<TaskId> &ids)
{
    QStringList list;
    for (const TaskId &id : ids)
        list << id.toString();
    return list.join(u' ').replace(a, u"A"_s).replace(b, u"B"_s).replace(c, u"C"_s);
}

QString reasonName(LeftOutReason reason)
{
    switch (reason) {
    case LeftOutReason::TooShort:
        return u"short"_s;
    case LeftOutReason::TooLong:
        return u"long"_s;
    case LeftOutReason::OtherDigits:
        return u"digits"_s;
    case LeftOutReason::PartOfLongerWord:
        return u"part"_s;
    case LeftOutReason::LooksLikeKey:
        return u"key"_s;
    }
    return {};
}

QString reasons(const FoundIds &found)
{
    QStringList list;
    for (const LeftOutWord &word : found.leftOut)
        list << reasonName(word.reason) + u'@' + QString::number(word.line);
    return list.join(u' ');
}

/// The rule of an ID, as slowly and plainly as it can be said.
QStringList slowIds(const QString &text)
{
    const auto joins = [](QChar ch) { return ch.isLetterOrNumber() || ch == u'-' || ch == u'_'; };
    QStringList found;
    for (qsizetype i = 0; i + 24 <= text.size(); ++i) {
        const QString piece = text.mid(i, 24);
        bool hex = true;
        for (const QChar ch : piece)
            hex = hex && u"0123456789abcdefABCDEF"_s.contains(ch);
        const bool alone = (i == 0 || !joins(text[i - 1])) && (i + 24 == text.size() || !joins(text[i + 24]));
        if (hex && alone && !found.contains(piece))
            found << piece;
    }
    return found;
}

} // namespace

class TestIdFinder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("taken");
        QTest::addColumn<QString>("offered");
        const auto row = [](const char *name, const QString &text, const char *taken,
                            const char *offered = "") {
            QTest::newRow(name) << filled(text) << QString::fromLatin1(taken) << QString::fromLatin1(offered);
        };
        row("empty", u""_s, "");
        row("alone", u"{A}"_s, "A");
        row("one a line", u"{B}\n{A}\n{C}\n"_s, "B A C");
        row("CR LF and a byte order mark", u"\ufeff{A}\r\n{B}\r\n"_s, "A B");
        row("the same again", u"{A} {B} {A}"_s, "A B");
        row("a sentence", u"Look at {A}, {B}; then ({C})."_s, "A B C");
        row("typographic quotes", u"\u201c{A}\u201d and \u00ab{B}\u00bb \u2013{C}\u2026"_s, "A B C");
        row("CSV, the header names nothing", u"id,name\n{A},\"a, b\"\n{B},c\n"_s, "A B");
        row("JSON", u"{\"_id\": \"{B}\", \"video_id\": \"{A}\"}"_s, "B", "A");
        row("pretty JSON", u"{\n  \"_id\" :\n    \"{B}\",\n  \"asset\": \"{A}\"}"_s, "B", "A");
        row("JSON in JSON", u"\"{\\\"_id\\\":\\\"{B}\\\",\\\"index_id\\\":\\\"{A}\\\"}\""_s, "B", "A");
        row("line breaks written in JSON", u"\"tasks:\\n{A}\\n{B}\\r\\n\\t{C}\""_s, "A B C");
        row("task_id", u"task_id: {A} video {B}"_s, "A", "B");
        row("taskId", u"{taskId:'{A}',video:'{B}'}"_s, "A", "B");
        row("id=", u"level=info id={A} index={B}"_s, "A", "B");
        row("--id=", u"watch --id={A} {B}"_s, "A", "B");
        row("Python", u"task[\"_id\"] = '{A}' # of {B}"_s, "A", "B");
        row("Ruby and PHP", u":id => '{A}', 'x' => '{B}'"_s, "A", "B");
        row("a name that ends in id", u"video_id={A} {B}"_s, "A B");
        row("a column named id", u"id\t{A}\nid {B}"_s, "A B");
        row("the value of another name in between", u"id: x {A}"_s, "A");
        row("URL", u"GET https://h/v1.3/embed-v2/tasks/{A}?x=1 of {B}"_s, "A", "B");
        row("URL in JSON", u"\"https:\\/\\/h\\/tasks\\/{A}\" {B}"_s, "A", "B");
        row("another folder", u"/subtasks/{A} /assets/{B}"_s, "A B");
        row("first mention counts, named later", u"{A} {B} _id={B} _id={A}"_s, "A B");
        row("curl", u"curl -H 'x-api-key: {KEY}' https://h/v1.3/embed-v2/tasks/{A}"_s, "A");
        row("upper case", u"64F8D2C7E4A1B37F8A9C5D12"_s, "64F8D2C7E4A1B37F8A9C5D12");
        row("decimals alone", u"123456789012345678901234"_s, "123456789012345678901234");
        row("letters next to it", u"x{A} {B}g \u00fc{C}"_s, "");
        row("letters without a space", u"\u4efb\u52a1{A}"_s, "");
        row("a letter outside of the basic plane", u"\U0001D4D0{A} {B}\U0001D4D0"_s, "");
        row("a sign outside of the basic plane", u"\U0001F3AC{A}\U0001F3AC"_s, "A");
        row("joined", u"{A}-1 x_{B} -{C}"_s, "");
        row("UUID and hashes",
            u"123e4567-e89b-12d3-a456-426614174000 da39a3ee5e6b4b0d3255bfef95601890afd80709"_s, "");
        row("a key's value of 24 hex digits", u"x-api-key: {A}\n{B}"_s, "B");
        row("the same value again, elsewhere", u"{A}\nx-api-key: {A}\n{B}"_s, "B");
    }
    void idsAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, taken);
        QFETCH(QString, offered);
        const FoundIds found = findTaskIds(text);
        QCOMPARE(joined(found.taken), taken);
        QCOMPARE(joined(found.offered), offered);
    }

    void wordsAreLeftOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reasons");
        QTest::addColumn<int>("linesWithoutIds");
        const auto row = [](const char *name, const QString &text, const char *expected, int lines) {
            QTest::newRow(name) << filled(text) << QString::fromLatin1(expected) << lines;
        };
        row("empty", u""_s, "", 0);
        row("blank lines", u"\ufeff\n  \r\n\t\n\n"_s, "", 0);
        row("prose", u"hello\n\nworld, this is it\r\nend"_s, "", 3);
        row("old line ends", u"hello\r{A}\rworld"_s, "", 2);
        row("23 digits", u"{A}\n64f8d2c7e4a1b37f8a9c5d1"_s, "short@2", 0);
        row("25 digits", u"64f8d2c7e4a1b37f8a9c5d123"_s, "long@1", 0);
        row("20 and 28 digits", u"64f8d2c7e4a1b37f8a9c\n64f8d2c7e4a1b37f8a9c5d120000"_s, "short@1 long@2", 0);
        row("19 and 29 digits", u"64f8d2c7e4a1b37f8a9\n64f8d2c7e4a1b37f8a9c5d1200000"_s, "", 2);
        row("letter l for the digit 1", u"id: 64f8d2c7e4alb37f8a9c5d12"_s, "digits@1", 0);
        row("an ordinary long word", u"representationalistically Marengo27RetrievalModelsX"_s, "", 1);
        row("numbers and dates", u"1700000000000000000 20241115103000123456 2024-11-15T10:30:00.123456Z"_s,
            "", 1);
        row("UUID and hashes", u"123e4567-e89b-12d3-a456-426614174000 d41d8cd98f00b204e9800998ecf8427e"_s, "",
            1);
        row("file names", u"{A}-clip.mp4 x_{B}"_s, "part@1 part@1", 0);
        row("letters next to it", u"task{A}"_s, "part@1", 0);
        row("the same twice", u"64f8d2c7e4a1b37f8a9c5d1\n64f8d2c7e4a1b37f8a9c5d1"_s, "short@1", 0);
        row("a key", u"{KEY}"_s, "key@1", 0);
        row("a key twice", u"{KEY}\n{KEY}"_s, "key@1", 0);
        row("two keys", u"{KEY}\nx-api-key: abc"_s, "key@1 key@2", 0);
        row("a key's value, and again in a file name", u"x-api-key: {A}\n{A}.json {A}_1"_s, "key@1", 0);
        row("a header that is only named", u"the x-api-key header is missing"_s, "", 1);
    }
    void wordsAreLeftOut()
    {
        QFETCH(QString, text);
        QFETCH(QString, reasons);
        QFETCH(int, linesWithoutIds);
        const FoundIds found = findTaskIds(text);
        QCOMPARE(::reasons(found), reasons);
        QCOMPARE(found.leftOutCount, int(found.leftOut.size()));
        QCOMPARE(found.linesWithoutIds, linesWithoutIds);
        for (const LeftOutWord &word : found.leftOut)
            QCOMPARE(word.text.isEmpty(), word.reason == LeftOutReason::LooksLikeKey);
    }

    void leftOutWordsAreKeptUpToALimit()
    {
        QString text;
        for (int i = 0; i < 1200; ++i)
            text += u"64f8d2c7e4a1b37f%1 "_s.arg(100000 + i);
        const FoundIds found = findTaskIds(text);
        QCOMPARE(found.leftOutCount, 1200);
        QCOMPARE(found.leftOut.size(), size_t(1000));
        QCOMPARE(found.leftOut.front().text, u"64f8d2c7e4a1b37f100000"_s);

        const FoundIds longWord = findTaskIds(QString(a + QString(200, u'x')));
        QCOMPARE(longWord.leftOut.at(0).text, a + QString(40, u'x'));
    }

    /// Wherever a text is cut, in the middle of words and names, it is the same text.
    void aTextInPiecesIsTheSameText()
    {
        QString text = filled(u"\"_id\": \"{A}\",\r\nvideo {B} x-api-key: secret0123456789abc\r\n64f8d2c7e4a1b37f100000\n"_s);
        // Longer than what is looked at in one go, several times, with something at every place where it may be cut.
        for (int i = 0; text.size() < 250'000; ++i)
            text += u"%1 /tasks/%2, file_%3.mp4\r\n"_s.arg(QString(i % 50, u'.')).arg(i, 24, 16, QLatin1Char('0')).arg(i % 7, 24, 16, QLatin1Char('a'));
        text += QString(100'000, u'f') + u' ' + filled(u"/tasks/{A} id={B}"_s);
        const FoundIds whole = findTaskIds(text);
        for (const qsizetype size : {1'000, 65'536, 200'001}) {
            IdFinder finder;
            for (qsizetype at = 0; at < text.size(); at += size)
                finder.add(QStringView(text).mid(at, size));
            const FoundIds pieces = finder.finish();
            QCOMPARE(pieces.taken.size(), whole.taken.size());
            QVERIFY(pieces.taken == whole.taken);
            QCOMPARE(pieces.leftOutCount, whole.leftOutCount);
            QCOMPARE(pieces.linesWithoutIds, whole.linesWithoutIds);
            for (size_t i = 0; i < whole.leftOut.size(); ++i)
                QCOMPARE(pieces.leftOut[i].line, whole.leftOut[i].line);
        }
        const qsizetype lines = text.count(u'\n');
        QCOMPARE(whole.taken.size(), size_t(lines - 3 + 2)); // every /tasks/, and the two that have other names
        QCOMPARE(whole.linesWithoutIds, 0);
    }

    void keysAreHidden_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &text, const QString &expected) {
            QTest::newRow(name) << filled(text) << filled(expected);
        };
        row("nothing to hide", u"id {A} \u00fc \U0001F3AC\n"_s, u"id {A} \u00fc \U0001F3AC\n"_s);
        row("a service key", u"key {KEY}, {A}"_s, u"key ***, {A}"_s);
        row("joined to other words", u"key_{KEY}-x {A}"_s, u"*** {A}"_s);
        row("upper case", u"TLK_ABC"_s, u"***"_s);
        row("behind a backslash", u"c:\\{KEY} \\TLK_abc"_s, u"c:\\*** \\***"_s);
        row("behind a written tab", u"a\\n\\t{KEY}"_s, u"a\\n\\t***"_s);
        row("only the beginning of one", u"tlk_ and tlk_..."_s, u"tlk_ and tlk_..."_s);
        row("header", u"x-api-key: abc.DEF+/=\nHost: h"_s, u"x-api-key: ***\nHost: h"_s);
        row("header in another case", u"X-API-Key:abc"_s, u"X-API-Key:***"_s);
        row("header as a browser copies it", u"x-api-key:\nabc\nhost:\nh"_s, u"x-api-key:\n***\nhost:\nh"_s);
        row("curl", u"curl -H \"x-api-key: abc\" https://h/tasks/{A}"_s,
            u"curl -H \"x-api-key: ***\" https://h/tasks/{A}"_s);
        row("curl with an empty one", u"curl -H \"x-api-key:\" https://h/tasks/{A}"_s,
            u"curl -H \"x-api-key:\" https://h/tasks/{A}"_s);
        row("JSON", u"{\"x-api-key\": \"abc\", \"id\": \"{A}\"}"_s,
            u"{\"x-api-key\": \"***\", \"id\": \"{A}\"}"_s);
        row("JSON in JSON", u"\"{\\\"x-api-key\\\":\\\"abc\\\",\\\"id\\\":1}\""_s,
            u"\"{\\\"x-api-key\\\":\\\"***\\\",\\\"id\\\":1}\""_s);
        row("an empty value", u"{\"x-api-key\":\"\",\"id\":\"{A}\"}"_s,
            u"{\"x-api-key\":\"\",\"id\":\"{A}\"}"_s);
        row("saved traffic", u"{\"name\":\"x-api-key\",\"value\":\"abc\"}"_s,
            u"{\"name\":\"x-api-key\",\"value\":\"***\"}"_s);
        row("Ruby", u"request[\"x-api-key\"] = 'abc'"_s, u"request[\"x-api-key\"] = '***'"_s);
        row("PHP", u"'x-api-key' => 'abc',"_s, u"'x-api-key' => '***',"_s);
        row("Go", u"Add(\"x-api-key\", \"{A}\")"_s, u"Add(\"x-api-key\", \"***\")"_s);
        row("environment", u"export TWELVELABS_API_KEY=abc\nTL_API_KEY='abc'"_s,
            u"export TWELVELABS_API_KEY=***\nTL_API_KEY='***'"_s);
        row("option", u"--api-key 0123456789abcdefXYZ {A}"_s, u"--api-key *** {A}"_s);
        row("a variable is no key", u"-H \"x-api-key: $TL_API_KEY\" {A}"_s,
            u"-H \"x-api-key: $TL_API_KEY\" {A}"_s);
        row("a place for one", u"x-api-key: <apiKey>"_s, u"x-api-key: <apiKey>"_s);
        row("repeated without its name", u"0123456789abcdefXYZ x-api-key: 0123456789abcdefXYZ."_s,
            u"0123456789abcdefXYZ x-api-key: ***"_s);
        row("repeated, whole", u"0123456789abcdefXYZ x-api-key: 0123456789abcdefXYZ"_s,
            u"*** x-api-key: ***"_s);
        row("a short one is no word to hide elsewhere", u"demo x-api-key: demo"_s, u"demo x-api-key: ***"_s);
    }
    void keysAreHidden()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(withoutKeys(text), expected);
    }

    void otherIdsAreOneALine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &text, const QString &expected) {
            QTest::newRow(name) << filled(text) << expected;
        };
        row("empty", u""_s, u""_s);
        row("one a line", u"\ufeffabc\r\n  d-e_f  \n\n{A}\nabc\n"_s, u"abc d-e_f A"_s);
        row("wrapped", u"\"abc\",\n'def';\n"_s, u"abc def"_s);
        row("sentences are not", u"abc def\nx.y\n\u00fc\nghi"_s, u"ghi"_s);
        row("keys are not", u"{KEY}\nx-api-key: abc\nx-api-key:\nsecret\nok"_s, u"ok"_s);
        row("a key that stands alone elsewhere", u"{A}\nok\nx-api-key: {A}"_s, u"ok"_s);
        row("129 characters", QString(129, u'x') + u'\n' + QString(128, u'y'), QString(128, u'y'));
    }
    void otherIdsAreOneALine()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(joined(otherIds(text)), expected);
    }

    void likeASlowTwin()
    {
        const QStringList pieces{a,
                                 b,
                                 c,
                                 u"_id"_s,
                                 u"id"_s,
                                 u"=\""_s,
                                 u"/tasks/"_s,
                                 u" "_s,
                                 u"\n"_s,
                                 u"\r"_s,
                                 u"-"_s,
                                 u"_"_s,
                                 u"f"_s,
                                 u"g"_s,
                                 u"\u00e4"_s,
                                 u","_s,
                                 u"abcdef012345"_s,
                                 u"0123456789ABCDEF01234567"_s,
                                 u"\U0001F3AC"_s,
                                 u":"_s};
        QRandomGenerator random(20240131);
        for (int round = 0; round < 3000; ++round) {
            QString text;
            const int count = random.bounded(14);
            for (int i = 0; i < count; ++i)
                text += pieces.at(random.bounded(int(pieces.size())));
            const FoundIds found = findTaskIds(text);
            QStringList all;
            for (const TaskId &id : found.taken)
                all << id.toString();
            for (const TaskId &id : found.offered)
                all << id.toString();
            QStringList expected = slowIds(text);
            QCOMPARE(QSet<QString>(all.begin(), all.end()), QSet<QString>(expected.begin(), expected.end()));
            QCOMPARE(all.size(), expected.size());
            if (found.offered.empty())
                QCOMPARE(all, expected); // the order of first mention
            QCOMPARE(withoutKeys(text), text);
        }
    }

    // Texts that make a careless scanner look at the same characters again and again; ctest's timeout is the
    // judge.
    void aMillionCharacters_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<int>("ids");
        QTest::newRow("IDs") << QString(a + u'\n') << 1;
        QTest::newRow("no end of a word") << u"a1b2c3d4"_s << 0;
        QTest::newRow("no end of a gap") << u"\": "_s << 0;
        QTest::newRow("names of keys") << u"apikey("_s << 0;
        QTest::newRow("names of keys, joined") << u" apikey.apikey"_s << 0;
        QTest::newRow("names of keys without values") << u"apikey, value "_s << 0;
        QTest::newRow("dashes") << u"-"_s << 0;
        QTest::newRow("empty lines") << u"\r"_s << 0;
        QTest::newRow("JSON") << u"{\"_id\": \"%1\", \"status\": \"ready\"},\n"_s.arg(a) << 1;
    }
    void aMillionCharacters()
    {
        QFETCH(QString, unit);
        QFETCH(int, ids);
        const QString text = unit.repeated(1'000'000 / unit.size());
        QCOMPARE(int(findTaskIds(text).taken.size()), ids);
        QCOMPARE(withoutKeys(text).size(), text.size());
        QCOMPARE_LE(otherIds(text).size(), size_t(1));
    }
};

EMBEDSCOPE_TEST(TestIdFinder)
#include "tst_idfinder.moc"
