// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/clipboardtext.h"

#include "support/testprogram.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;

/// What is copied, to the letter.
class TestClipboardText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsOneALine()
    {
        const std::vector ids{*TaskId::fromString(u"abc"), *TaskId::fromString(u"def")};
        QCOMPARE(idsAsText(ids), u"abc\ndef"_s);
        QCOMPARE(idsAsText({}), QString());
    }

    void curlNamesTheVariableAndNeverAKey()
    {
        const QString text = idsAsCurl({*TaskId::fromString(u"abc")}, ServiceAddress());
        QCOMPARE(
            text,
            u"curl -H \"x-api-key: $TWELVELABS_API_KEY\" 'https://api.twelvelabs.io/v1.3/embed-v2/tasks/abc'"_s);
    }

    void aTableIsCopiedAsItIsSeen()
    {
        QStandardItemModel model(3, 3);
        model.setHorizontalHeaderLabels({u"A"_s, u"B"_s, u"C"_s});
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 3; ++column)
                model.setItem(row, column, new QStandardItem(u"%1%2"_s.arg(row).arg(column)));
        }
        model.item(2, 0)->setText(u"with\ttab\nand break"_s);
        QTableView view;
        view.setSelectionBehavior(QTableView::SelectRows);
        view.setSelectionMode(QTableView::MultiSelection);
        view.setModel(&model);
        view.horizontalHeader()->moveSection(2, 0);
        view.setColumnHidden(1, true);
        view.selectRow(2);
        view.selectRow(0);
        QCOMPARE(selectionAsTsv(view), u"C\tA\n02\t00\n22\twith tab and break\n"_s);
    }
};

EMBEDSCOPE_TEST(TestClipboardText)
#include "tst_clipboardtext.moc"
