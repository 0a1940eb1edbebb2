// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/exportparts.h"

#include "support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

class TestExportParts final : public QObject
{
    Q_OBJECT

private:
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

private Q_SLOTS:
    void measures()
    {
        const auto read = readTaskMeasures(json(" { 'norm' : [1.5, null,0] ,'x':{'y':[1,{}]}, 'dimension':[512,0, 2]}\n"));
        QVERIFY(read);
        QCOMPARE(read->norms[0], 1.5);
        QVERIFY(std::isnan(read->norms[1]));
        QCOMPARE(read->dimensions, (std::vector<std::optional<quint32>>{512, 0, 2}));
        QVERIFY(readTaskMeasures(json("{'norm':[],'dimension':[]}")));
        QVERIFY(readTaskMeasures(json("{'norm':[null],'dimension':[null]}")));
    }

    void whatIsNoMeasures()
    {
        const QByteArrayList broken{
            "", "{}", "[]", "{'norm':[oops", "{'norm':[oops],'dimension':[1]}", "{'norm':[1],'dimension':[1]", "{'norm':[1],'dimension':[1]}}",
            "{'norm':[1,],'dimension':[1]}", "{'norm':[01],'dimension':[1]}", "{'norm':[1],'dimension':[1,2]}", "{'norm':[1]}",
            "{'norm':1,'dimension':1}", "{'norm':['1'],'dimension':[1]}", "{'norm':[true],'dimension':[1]}",
            "{'norm':[nul],'dimension':[1]}", "{'norm':[-1],'dimension':[1]}", "{'norm':[1e400],'dimension':[1]}",
            "{'norm':[1],'dimension':[0]}", "{'norm':[1],'dimension':[null]}", "{'norm':[null],'dimension':[-1]}",
            "{'norm':[null],'dimension':[1.5]}", "{'norm':[null],'dimension':[4294967296]}", "{'norm':[null],'dimension':[[1]]}",
            "{'norm':[1],'dimension':[1],'x':tru}", "{'norm':[1],'dimension':[1],'x':'\xFF'}", "{'norm':[1] 'dimension':[1]}"};
        for (const QByteArray &text : broken)
            QVERIFY2(!readTaskMeasures(json(text)), text.constData());
    }

    void theTaskOfAProblem()
    {
        QCOMPARE(readProblemId(json("{'kind':'x','task_id':'ab-1','http_status':null}"))->toString(), u"ab-1"_s);
        QCOMPARE(readProblemId(json("{'task_id':'a','task_id':'b'}"))->toString(), u"b"_s);
        const QByteArrayList broken{"", "{}", "[]", "'a'", "{'task_id':1}", "{'task_id':'not an ID'}", "{'task_id':'a','task_id':2}",
                                    "{'task_id':'a',}", "{'task_id':'a'", "{'task_id':'a'}}", "{'task_id':'a','m':oops}", "{'task_id':'a','m':01}",
                                    "{'task_id':'a','m':'\n'}", "{'task_id':'a','m':'\\q'}", "{'task_id':'a','m':'\xC0\xAF'}"};
        for (const QByteArray &text : broken)
            QVERIFY2(!readProblemId(json(text)), text.constData());
    }

    void nestedTooDeep()
    {
        const auto nested = [](qsizetype levels) -> QByteArray {
            return json("{'task_id':'a','x':") + QByteArray(levels, '[') + QByteArray(levels, ']') + '}';
        };
        QVERIFY(readProblemId(nested(64)));
        QVERIFY(!readProblemId(nested(65)));
        QVERIFY(!readProblemId(nested(5'000'000)));
    }
};

EMBEDSCOPE_TEST(TestExportParts)
#include "tst_exportparts.moc"
