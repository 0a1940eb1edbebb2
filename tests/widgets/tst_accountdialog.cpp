// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accountdialog.h"

#include "store/taskfeed.h"
#include "support/loopbackserver.h"
#include "support/testprogram.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace embedscope;
using namespace Qt::Literals::StringLiterals;
using test::LoopbackServer;

/// The dialog against a scripted service with 120 tasks on three pages.
class TestAccountDialog final : public QObject
{
    Q_OBJECT

private:
    static QString id(int number) { return u"%1"_s.arg(number, 24, 16, QLatin1Char('0')); }
    static LoopbackServer::Script listPage(const LoopbackServer::Request &request)
    {
        const int page = request.path.mid(request.path.indexOf("page=") + 5, 1).toInt();
        QByteArray tasks;
        for (int i = (page - 1) * 50; i < std::min(120, page * 50); ++i)
            tasks += (tasks.isEmpty() ? "" : ",") + QByteArray("{'_id':'") + id(i).toLatin1()
                + "','status':'ready','video_embedding':{'metadata':{'input_filename':'film" + QByteArray::number(i)
                + ".mp4','duration':12}}}";
        QByteArray body = "{'data':[" + tasks + "],'page_info':{'page':1,'total_page':3}}";
        return {{.bytes = LoopbackServer::wholeAnswer(200, body.replace('\'', '"'))}};
    }
    struct Rig
    {
        explicit Rig(const LoopbackServer::Handler &handler)
        {
            server.setHandler(handler);
            feed = std::make_unique<TaskFeed>(*ServiceAddress::fromString(server.baseUrl()),
                                              ApiKey("k", ApiKey::Source::Entered, {}),
                                              TaskFeed::Options{.budget = {1'000'000, 0}});
        }
        LoopbackServer server;
        std::unique_ptr<TaskFeed> feed;
    };
    static QString progress(const AccountDialog &dialog)
    {
        return dialog.findChild<QLabel *>(u"progressLabel"_s)->text();
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void readsAllPagesFiltersAndChooses()
    {
        Rig rig(listPage);
        AccountDialog dialog(*rig.feed);
        dialog.show();
        QTRY_COMPARE(progress(dialog), u"120 tasks of the last seven days"_s);
        QCOMPARE(rig.server.requests().size(), size_t(3));
        const auto *const add = dialog.findChild<QDialogButtonBox *>(u"buttons"_s)->button(QDialogButtonBox::Ok);
        QVERIFY(!add->isEnabled());
        auto *const table = dialog.findChild<QTableView *>(u"table"_s);
        QCOMPARE(table->model()->rowCount(), 120);
        QTest::keyClicks(dialog.findChild<QLineEdit *>(u"filterEdit"_s), u"film11"_s);
        QCOMPARE(table->model()->rowCount(), 11); // film11 and film110 to film119
        table->selectAll();
        QCOMPARE(dialog.ids().size(), size_t(11));
        QCOMPARE(dialog.ids().front().toString(), id(11));
        QCOMPARE(add->text(), u"&Add 11"_s);
    }

    void whatIsInTheListCannotBeChosen()
    {
        Rig rig(listPage);
        rig.feed->setPaused(true);
        rig.feed->add(std::array{*TaskId::fromString(id(0)), *TaskId::fromString(id(1))});
        AccountDialog dialog(*rig.feed);
        rig.feed->setPaused(false);
        QTRY_VERIFY(progress(dialog).startsWith("120 tasks"_L1));
        auto *const table = dialog.findChild<QTableView *>(u"table"_s);
        table->selectAll();
        QCOMPARE(dialog.ids().size(), size_t(118));
        dialog.findChild<QCheckBox *>(u"knownBox"_s)->click();
        QCOMPARE(table->model()->rowCount(), 118);
    }

    void withoutAKeyItSaysHowToGiveOne()
    {
        Rig rig(listPage);
        rig.feed->setKey({});
        const AccountDialog dialog(*rig.feed);
        QVERIFY2(progress(dialog).contains("Ctrl+K"_L1), qPrintable(progress(dialog)));
        QVERIFY(!progress(dialog).contains("--"_L1)); // there is a window, and it may have been started without a terminal
    }

    void aServiceWithoutAListIsTold()
    {
        Rig rig([](const LoopbackServer::Request &) {
            return LoopbackServer::Script{{.bytes = LoopbackServer::wholeAnswer(404, "{}")}};
        });
        const AccountDialog dialog(*rig.feed);
        QTRY_VERIFY(progress(dialog).contains("no list of tasks"_L1));
        QVERIFY(dialog.findChild<QPushButton *>(u"reloadButton"_s)->isEnabled());
    }

    void aRefusedKeySaysWhatToDo()
    {
        Rig rig([](const LoopbackServer::Request &) {
            return LoopbackServer::Script{
                {.bytes = LoopbackServer::wholeAnswer(401, R"({"code":"api_key_invalid","message":"no such key"})")}};
        });
        AccountDialog dialog(*rig.feed);
        QTRY_COMPARE(progress(dialog), u"The service refused the API key (no such key). Close this, enter another with Ctrl+K, "
                                       "and open this again."_s);
    }
};

EMBEDSCOPE_TEST(TestAccountDialog)
#include "tst_accountdialog.moc"
