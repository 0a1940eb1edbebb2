// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/idfinder.h"

#include "reader/textdecoder.h"
#include "support/testprogram.h"

#include <QFile>
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

/// What is taken, or all others, with what they are named.
QStringList idsOf(const FoundIds &found, bool isTaken)
{
    QStringList list;
    for (const FoundId &id : found.ids) {
        if (id.isTaken == isTaken)
            list << id.id.toString() + (isTaken || id.name.other.isEmpty() ? QString() : u'=' + QString(id.name.other));
    }
    return list;
}

QString joined(const QStringList &list)
{
    return list.join(u' ').replace(a, u"A"_s).replace(b, u"B"_s).replace(c, u"C"_s);
}

QString joined(const std::vector<TaskId> &ids)
{
    QStringList list;
    for (const TaskId &id : ids)
        list << id.toString();
    return joined(list);
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
    case LeftOutReason::BrokenByLineEnd:
        return u"broken"_s;
    case LeftOutReason::PartOfLongerWord:
        return u"part"_s;
    case LeftOutReason::Uuid:
        return u"UUID"_s;
    case LeftOutReason::Hash:
        return u"hash"_s;
    case LeftOutReason::Arn:
        return u"ARN"_s;
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
        const QString piece = text.mid(i, 24).toLower();
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
        row("CSV", u"video_id,task_id\n{A},{B}\n{C},{B}"_s, "B", "A=video C=video");
        row("CSV, a table of states", u"id\tStatus\tindex\n{A}\tready\t{B}"_s, "A", "B=index");
        row("CSV, a row of another width", u"video,task\n{A},{B}\n{C}\n"_s, "B C", "A=video");
        row("CSV, a cell that says it itself", u"url;note\nhttps://h/assets/{A};task {B}\n"_s, "B", "A=asset");
        row("CSV, a cell of two lines", u"asset,text,task\n{A},\"a\nb\",{B}\n"_s, "B", "A=asset");
        row("a table of Markdown", u"these:\n| video | task |\n|---|---|\n| {A} | {B} |\n"_s, "B", "A=video");
        row("a sentence with a comma is no header", u"my files, please:\n{A}, {B}\n"_s, "A B");
        row("JSON", u"{\"_id\": \"{B}\", \"video_id\": \"{A}\"}"_s, "B", "A=video");
        row("pretty JSON", u"{\n  \"_id\" :\n    \"{B}\",\n  \"asset\": \"{A}\"}"_s, "B", "A=asset");
        row("JSON in JSON", u"\"{\\\"_id\\\":\\\"{B}\\\",\\\"index_id\\\":\\\"{A}\\\"}\""_s, "B", "A=index");
        row("line breaks written in JSON", u"\"tasks:\\n{A}\\n{B}\\r\\n\\t{C}\""_s, "A B C");
        row("objects that hold a task and others", u"[{\"task_id\":\"{A}\",\"id\":\"{B}\"},\n{\"id\":\"{C}\"}]"_s, "A C", "B");
        row("an object further in holds the task", u"{\"id\":\"{B}\",\"payload\":{\"task_id\":\"{A}\"}}"_s, "A", "B");
        row("an object further in of one with a task", u"{\"by\":{\"ref\":\"{B}\"},\"task_id\":\"{A}\"}"_s, "A", "B");
        row("the id of what has a state", u"{\"id\":\"{A}\",\"ref\":\"{B}\",\"status\":\"ready\"}"_s, "A", "B");
        row("the id of an object that is named", u"{\"asset\":{\"id\":\"{A}\"},\"task\":{\"_id\":\"{B}\"}}"_s, "B", "A=asset");
        row("a list of assets with states", u"{\"assets\":[{\"_id\":\"{A}\",\"status\":\"ready\"}]}"_s, "", "A=asset");
        row("a list", u"{\"video_ids\":[\"{A}\"],\"taskIds\":[\"{B}\",\"{C}\"]}"_s, "B C", "A=video");
        row("IDs as keys", u"{\"{A}\":{\"x\":1},\"{B}\":{}}"_s, "A B");
        row("a map by file names", u"task_ids = {'video.mp4': '{A}',\n 'asset.mov': '{B}'}"_s, "A B");
        row("a map of videos", u"videos = {'night': '{A}'}\ntasks = {'night': '{B}'}"_s, "B", "A=video");
        row("a database's own", u"{\"_id\":{\"$oid\":\"{A}\"},\"task_id\":{\"$oid\":\"{B}\"}}"_s, "B", "A=database record");
        row("the same in Python", u"{'_id': ObjectId('{A}'), 'task_id': ObjectId('{B}')}"_s, "B", "A=database record");
        row("texts in JSON", u"{\"log\":[\"Created asset: id={A}\\n\",\"Task ID: {B}\\n\",\"{C}\"]}"_s, "B C", "A=asset");
        row("JSON that is cut off", u"{\"_id\": \"{A}\", \"te\nINFO video={B}\nand {C}"_s, "A C", "B=video");
        row("JSON in a log line", u"12:30:01 INFO got {\"task_id\": \"{A}\", \"id\": \"{B}\"} of {C}"_s, "A", "B C");
        row("task_id", u"task_id: {A} video {B}"_s, "A", "B=video");
        row("taskId", u"{taskId:'{A}',video:'{B}'}"_s, "A", "B=video");
        row("id=", u"level=info id={A} index={B}"_s, "A", "B=index");
        row("--id=", u"watch --id={A} {B}"_s, "A B");
        row("Python", u"task[\"_id\"] = '{A}' # of {B}"_s, "A", "B");
        row("Python, another thing", u"asset[\"_id\"] = '{A}'"_s, "", "A=asset");
        row("an object of Python", u"[EmbeddingTask(id='{A}', index_id='{B}'), Asset(id='{C}')]"_s, "A", "B=index C=asset");
        row("Ruby and PHP", u":id => '{A}', 'x' => '{B}'"_s, "A B");
        row("the quickstart", u"Created asset: id={A}\nTask ID: {B}\nVideo ID: {C}\n"_s, "B", "A=asset C=video");
        row("the quickstart in one line", u"Created asset: id={A}, Task ID: {B}"_s, "B", "A=asset");
        row("created task", u"created task {A} of video {B}"_s, "A", "B=video");
        row("a label of several words", u"Embedding task: {A}\nasset not found: {B}"_s, "A", "B=asset");
        row("in bold", u"**Task ID:** `{A}`, **Video:** `{B}`"_s, "A", "B=video");
        row("XML", u"<task_id>{A}</task_id><video_id>{B}</video_id>"_s, "A", "B=video");
        row("a list of tasks", u"tasks: {A}, {B} and {C}"_s, "A B C");
        row("a name with a value of its own", u"model=marengo3.0 user=bob {A}"_s, "A");
        row("an event is what the ID is of", u"event=asset_uploaded id={A}\nevent=task_created id={B}"_s, "B", "A=asset");
        row("a file's name", u"video.mp4: {A}\nmy_video.mov {B}"_s, "A B");
        row("a word that only contains a name", u"profile {A}\nmonkey: x {B}"_s, "A B");
        row("a name that ends in id", u"video_id={A} {B}"_s, "", "A=video B=video");
        row("a column named id", u"id\t{A}\nid {B}"_s, "A B");
        row("the value of another name in between", u"id: x {A}"_s, "A");
        row("URL", u"GET https://h/v1.3/embed-v2/tasks/{A}?x=1 of {B}"_s, "A", "B");
        row("URL in JSON", u"\"https:\\/\\/h\\/tasks\\/{A}\" {B}"_s, "A", "B");
        row("a task at a URL of another form", u"task: https://h/x/{A}"_s, "A");
        row("another folder", u"/subtasks/{A} /assets/{B} /indexes/{C}"_s, "A", "B=asset C=index");
        row("in the query", u"https://h/?index_id={A}&task_id={B}"_s, "B", "A=index");
        row("a task if anything says so", u"{A} {B}\nvideo={B}\nvideo={A}\ntask={A}"_s, "A", "B=video");
        row("curl", u"curl -H 'x-api-key: {KEY}' https://h/v1.3/embed-v2/tasks/{A}"_s, "A");
        row("upper case", u"64F8D2C7E4A1B37F8A9C5D12 {A}"_s, "A");
        row("colours", u"\x1b[2mtask\x1b[0m=\x1b[1;36m{A}\x1b[0m \x1b[1mvideo=\x1b[38:5:1m{B}\x1b[0m"_s, "A", "B=video");
        row("colours as they are written", u"\\u001b[36m{A}\\u001b[0m \\x1b[1m{B}\\033[0m [33m{C}[0m"_s, "A B C");
        row("a part that was searched for", u"64f8\x1b[01;31m\x1b[Kd2c7\x1b[m\x1b[Ke4a1b37f8a9c5d12"_s, "A");
        row("a space of no width", u"{A}\u200b, \u2060{B}"_s, "A B");
        row("decimals alone", u"123456789012345678901234"_s, "123456789012345678901234");
        row("letters next to it", u"x{A} {B}g \u00fc{C}"_s, "");
        row("letters without a space", u"\u4efb\u52a1{A}"_s, "");
        row("a letter outside of the basic plane", u"\U0001D4D0{A} {B}\U0001D4D0"_s, "");
        row("a sign outside of the basic plane", u"\U0001F3AC{A}\U0001F3AC"_s, "A");
        row("joined", u"{A}-1 x_{B} -{C}"_s, "");
        row("UUID and hashes",
            u"123e4567-e89b-12d3-a456-426614174000 da39a3ee5e6b4b0d3255bfef95601890afd80709"_s, "");
        row("an ARN", u"arn:aws:s3:::bucket/{A}, {B}"_s, "B");
        row("a key's value of 24 hex digits", u"x-api-key: {A}\n{B}"_s, "B");
        row("the same value again, elsewhere", u"{A}\nx-api-key: {A}\n{B}"_s, "B");
    }
    void idsAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, taken);
        QFETCH(QString, offered);
        const FoundIds found = findTaskIds(text);
        QCOMPARE(joined(idsOf(found, true)), taken);
        QCOMPARE(joined(idsOf(found, false)), offered);
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
        row("UUID and hashes", u"123e4567-e89b-12d3-a456-426614174000\nd41d8cd98f00b204e9800998ecf8427e"_s, "UUID@1 hash@2",
            0);
        row("an ARN", u"x arn:aws:bedrock:us-east-1:123456789012:async-invoke/ab1cd2ef3gh4"_s, "ARN@1", 0);
        row("broken by a line's end", u"see 64f8d2c7e4a1b37f\n8a9c5d12 there"_s, "broken@1", 0);
        row("and quoted", u"> 64f8d2c7e4a1b37f8a9c\r\n> 5d12"_s, "broken@1", 0);
        row("and marked as that", u"64f8d2c7e4a1=\nb37f8a9c5d12"_s, "broken@1", 0);
        row("lines of 12 digits", u"64f8d2c7e4a1\nb37f8a9c5d12\n64f8d2c7e4a1"_s, "", 3);
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
        QCOMPARE(found.leftOutCount(), int(found.leftOut.size()));
        QCOMPARE(found.linesWithoutIds, linesWithoutIds);
        for (const LeftOutWord &word : found.leftOut)
            QCOMPARE(word.text.isEmpty(), word.reason == LeftOutReason::LooksLikeKey);
    }

    void theLineIsShown()
    {
        const FoundIds found = findTaskIds(filled(u"x\nplease  look at task {A} again\r\nx-api-key: secret0123 {B} tlk_abcdef"_s));
        QCOMPARE(found.ids.size(), size_t(2));
        QCOMPARE(found.ids[0].line, 2);
        QCOMPARE(found.ids[0].around, filled(u"please look at task {A} again"_s));
        QCOMPARE(found.ids[1].line, 3);
        QCOMPARE(found.ids[1].around, b);
        const FoundIds again = findTaskIds(filled(u"secret0123 {B}\nx-api-key: secret0123"_s));
        QCOMPARE(again.ids[0].around, QString());
    }

    void wordsLikeHashesAreCounted()
    {
        const FoundIds found = findTaskIds(u"123e4567-e89b-12d3-a456-426614174000 123e4567-e89b-12d3-a456-426614174001\n"
                                           "123e4567-e89b-12d3-a456-426614174000 123e4567-e89b-12d3-a456-426614174002"_s);
        QCOMPARE(reasons(found), u"UUID@1"_s);
        QCOMPARE(found.leftOutCount(), 3);
        QVERIFY(!found.hasBrokenIds());
        QVERIFY(findTaskIds(u"64f8d2c7e4a1b37f8a9c5d1"_s).hasBrokenIds());
    }

    void leftOutWordsAreKeptUpToALimit()
    {
        QString text;
        for (int i = 0; i < 1200; ++i)
            text += u"64f8d2c7e4a1b37f%1 "_s.arg(100000 + i);
        const FoundIds found = findTaskIds(text);
        QCOMPARE(found.leftOutCount(), 1200);
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
            QCOMPARE(pieces.ids.size(), whole.ids.size());
            QVERIFY(pieces.taken() == whole.taken());
            for (size_t i = 0; i < whole.ids.size(); ++i) {
                QCOMPARE(pieces.ids[i].line, whole.ids[i].line);
                QVERIFY(pieces.ids[i].name == whole.ids[i].name);
                QCOMPARE(pieces.ids[i].around, whole.ids[i].around);
            }
            QVERIFY(pieces.leftOutCounts == whole.leftOutCounts);
            QCOMPARE(pieces.linesWithoutIds, whole.linesWithoutIds);
            for (size_t i = 0; i < whole.leftOut.size(); ++i)
                QCOMPARE(pieces.leftOut[i].line, whole.leftOut[i].line);
        }
        const qsizetype lines = text.count(u'\n');
        QCOMPARE(whole.taken().size(), size_t(lines - 3 + 1)); // every /tasks/, and the one that has another name
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
            for (const FoundId &id : found.ids)
                all << id.id.toString();
            QCOMPARE(all, slowIds(text)); // in the order of first mention
            QCOMPARE(withoutKeys(text), text);
        }
    }

    /// Each of tests/data/inputs that is text with IDs, and what its README says of it.
    void inputs_data()
    {
        QTest::addColumn<QString>("taken");
        QTest::addColumn<QString>("others");
        QTest::addColumn<QString>("leftOut");
        const auto row = [](const char *name, const char *taken, const char *others = "", const char *leftOut = "") {
            QTest::newRow(name) << QString::fromLatin1(taken) << QString::fromLatin1(others) << QString::fromLatin1(leftOut);
        };
        row("03-py-sdk-print.txt", "03");
        row("15-list-page.json", "09 0a");
        row("18-pinecone-upsert.json", "0c");
        row("19-qdrant-scroll.json", "0d", "", "UUID@5");
        row("21-mongoexport.jsonl", "", "15=database record 16=database record 17=database record");
        row("22-pgvector-copy.csv", "0f");
        row("23-pandas-to_csv.csv", "10");
        row("29c-ids-utf16le.txt", "1f 20");
        row("32-notebook.ipynb", "26 27",
            "68b0aaaa0000000000000001=index 695e214e0000000000000000=asset 68b0bbbb0000000000000002=video");
        row("33-ansi-log.txt", "28 29");
        row("40-python-dict-of-ids.txt", "33 34 35 36");
        row("42-slack.txt", "33 34 35 37", "", "short@1");
        row("43-mail-wrapped.txt", "", "", "broken@1 broken@3");
        row("44-uuid-arn.txt", "", "", "ARN@1 UUID@2");
    }
    void inputs()
    {
        QFETCH(QString, taken);
        QFETCH(QString, others);
        QFETCH(QString, leftOut);
        QFile file(QString::fromUtf8(EMBEDSCOPE_TEST_DATA) + u"/inputs/"_s + QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        TextDecoder decoder;
        IdFinder finder;
        for (QByteArray piece = file.read(7); !piece.isEmpty(); piece = file.read(7))
            finder.add(decoder.take(piece));
        finder.add(decoder.finish());
        const FoundIds found = finder.finish();
        const auto shortened = [](const QStringList &ids) { return ids.join(u' ').replace(u"68a1c0de00000000000000"_s, QString()); };
        QCOMPARE(shortened(idsOf(found, true)), taken);
        QCOMPARE(shortened(idsOf(found, false)), others);
        QCOMPARE(reasons(found), leftOut);
    }

    /// Whatever stands around it: nothing may hide an ID, or leave it out unsaid.
    void anIdIsFoundWhateverSurroundsIt()
    {
        const QString signs = u"{}[]()<>\"'`\\/.,:;=|\n\r\t #\u200b\u2026\u00ad\ufeff\x1b!?+*&%$@~^"_s;
        const QStringList pieces{u"task"_s, u"video_id"_s, u"id"_s, u"status"_s, u"a.mp4"_s, u"0.5"_s, u"\\n"_s, u"null"_s,
                                 u"https://h/assets/"_s, u"\x1b[36m"_s, u"ObjectId("_s, u"arn"_s, b, u"\"k\": "_s, u"[{"_s};
        QRandomGenerator random(20261130);
        for (int round = 0; round < 4000; ++round) {
            const auto noise = [&] {
                QString text;
                for (int i = random.bounded(12); i > 0; --i)
                    text += random.bounded(3) == 0 ? pieces[random.bounded(int(pieces.size()))]
                                                   : QString(signs[random.bounded(int(signs.size()))]);
                return text;
            };
            const QString text = noise() + a + noise();
            if (!slowIds(withoutAnsi(text)).contains(a))
                continue; // a part of another word, or of a sequence
            const FoundIds found = findTaskIds(text);
            const auto place = std::find_if(found.ids.begin(), found.ids.end(), [](const FoundId &id) { return id.id.toString() == a; });
            QVERIFY2(place != found.ids.end(), qPrintable(text));
            QVERIFY2(place->isTaken || place->name.reading != IdReading::Task, qPrintable(text));
            QVERIFY2(!place->isTaken || place->name.reading != IdReading::Other, qPrintable(text));
            IdFinder finder;
            for (const QChar sign : text)
                finder.add(QStringView(&sign, 1));
            const FoundIds pieceByPiece = finder.finish();
            QVERIFY2(idsOf(pieceByPiece, true) == idsOf(found, true) && idsOf(pieceByPiece, false) == idsOf(found, false),
                     qPrintable(text));
        }
    }

    // Texts that make a careless scanner look at the same characters again and again; ctest's timeout is the
    // judge.
    void manyCharacters_data()
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
        QTest::newRow("depths") << u"[[\""_s << 0;
        QTest::newRow("depths of objects") << u"{\"\":{\"a\":[\"\",["_s << 0;
        QTest::newRow("no end of a sequence") << u"\x1b[1;2"_s << 0;
        QTest::newRow("ARNs") << u"arn:aws:x "_s << 0;
        QTest::newRow("one row") << u"task,x\n\""_s << 0;
        QTest::newRow("JSON") << u"{\"_id\": \"%1\", \"status\": \"ready\"},\n"_s.arg(a) << 1;
    }
    void manyCharacters()
    {
        QFETCH(QString, unit);
        QFETCH(int, ids);
        const QString text = unit.repeated(250'000 / unit.size());
        QCOMPARE(int(findTaskIds(text).taken().size()), ids);
        QCOMPARE(withoutKeys(text).size(), text.size());
        QCOMPARE_LE(otherIds(text).size(), size_t(1));
    }
};

EMBEDSCOPE_TEST(TestIdFinder)
#include "tst_idfinder.moc"
