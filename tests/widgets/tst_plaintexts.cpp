// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/archivedialog.h"
#include "widgets/keydialog.h"
#include "widgets/keytext.h"
#include "widgets/likenesspage.h"
#include "widgets/windowstage.h"

#include "plot/sharedtime.h"
#include "store/taskkeeper.h"
#include "support/testprogram.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QGraphicsItem>
#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QHeaderView>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSet>
#include <QTabBar>
#include <QTabWidget>
#include <QTextEdit>
#include <QToolTip>
#include <QXmlStreamReader>

#include <array>

using namespace embedscope;
using namespace embedscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto marker = u"canary"_s; // stands in every text from outside, and in none of ours

/// Markup that would have a file read, and a letter that would become a key.
QByteArray hostile(const QByteArray &field)
{
    return "<i>&canary <img src='file:///canary/" + field + ".png'>";
}

/// JSON that is written with ` for its quotation marks.
QByteArray json(QByteArray text)
{
    return text.replace('`', '"');
}

/// A ready answer whose every text is hostile.
QByteArray hostileAnswer(int number)
{
    QByteArray data;
    for (int clip = 0; clip < 3; ++clip) {
        for (const char *const option : {"option", "other"})
            data += "{`embedding`:[0.6,0." + QByteArray::number(clip + 1) + "],`embedding_option`:`" + hostile(option)
                + "`,`embedding_scope`:`" + (clip == 2 ? hostile("scope") : QByteArray("clip")) + "`,`start_sec`:"
                + QByteArray::number(clip * 6) + ",`end_sec`:" + QByteArray::number(clip * 6 + 6) + "},";
    }
    data += "{`embedding`:[0,0],`embedding_option`:`" + hostile("option")
        + "`,`embedding_scope`:`clip`,`start_sec`:18,`end_sec`:24}";
    return json(LoopbackServer::taskBody(
        testId(number).toString(), "ready",
        ",`created_at`:`" + hostile("created") + "`,`model_name`:`" + hostile("model") + "`,`metadata`:{`input_type`:`"
            + hostile("type") + "`,`input_filename`:`" + hostile("file") + "`,`input_url`:`https://h.test/" + hostile("url")
            + "`,`duration`:24,`embedding_options`:[`" + hostile("asked") + "`],`embedding_scope`:[`" + hostile("scope")
            + "`],`" + hostile("name") + "`:`" + hostile("value") + "`},`data`:[" + data + ']'));
}

/// Looks at every text that a window can show, and says what could be taken as markup or as a key.
class Inspection final
{
public:
    void look()
    {
        QList<QPointer<QWidget>> widgets; // showing a tip makes some go
        for (QWidget *const widget : QApplication::allWidgets())
            widgets.append(widget);
        for (const QPointer<QWidget> &widget : std::as_const(widgets)) {
            if (widget)
                lookAt(*widget);
        }
    }
    const QStringList &faults() const { return m_faults; }
    /// How many texts from outside were seen as `kind`.
    int seen(const QString &kind) const { return m_seen.value(kind); }

private:
    void lookAt(QWidget &widget)
    {
        if (widget.inherits("QTipLabel"))
            return;
        widget.ensurePolished();
        m_where = QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
        tip(widget.toolTip());
        guessed(widget.statusTip(), u"status tip"_s);
        guessed(widget.whatsThis(), u"what's this"_s);
        note(widget.windowTitle(), u"title"_s, widget.windowTitle().contains("[*]"_L1));
        accessible(widget);
        for (const QAction *const action : widget.actions()) {
            tip(action->toolTip());
            guessed(action->statusTip(), u"status tip"_s);
            key(action->text(), u"action"_s);
        }
        if (const auto *const label = qobject_cast<const QLabel *>(&widget)) {
            note(label->text(), u"label"_s, label->textFormat() != Qt::PlainText);
            if (label->textFormat() == Qt::AutoText)
                m_faults.append(m_where + u": guesses"_s);
            if (label->buddy())
                key(label->text(), u"label with a buddy"_s);
        }
        if (const auto *const button = qobject_cast<const QAbstractButton *>(&widget))
            key(button->text(), u"button"_s);
        if (const auto *const edit = qobject_cast<const QTextEdit *>(&widget))
            note(edit->toPlainText(), u"rich text"_s, true);
        if (const auto *const tabs = qobject_cast<const QTabBar *>(&widget)) {
            for (int tab = 0; tab < tabs->count(); ++tab) {
                key(tabs->tabText(tab), u"tab"_s);
                tip(tabs->tabToolTip(tab));
            }
        }
        if (const auto *const view = qobject_cast<const QAbstractItemView *>(&widget); view && view->model())
            items(*view->model(), {});
        if (const auto *const box = qobject_cast<const QComboBox *>(&widget))
            items(*box->model(), {});
        if (const auto *const view = qobject_cast<const QGraphicsView *>(&widget); view && view->scene())
            graphics(*view->scene());
    }
    void items(const QAbstractItemModel &model, const QModelIndex &parent)
    {
        for (int column = 0; column < model.columnCount(parent); ++column)
            tip(model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                note(index.data().toString(), u"item"_s, false);
                tip(index.data(Qt::ToolTipRole).toString());
                guessed(index.data(Qt::StatusTipRole).toString(), u"status tip"_s);
                guessed(index.data(Qt::WhatsThisRole).toString(), u"what's this"_s);
                if (column == 0 && model.hasChildren(index))
                    items(model, index);
            }
        }
    }
    void graphics(const QGraphicsScene &scene)
    {
        for (const QGraphicsItem *const item : scene.items()) {
            tip(item->toolTip());
            if (const auto *const text = dynamic_cast<const QGraphicsTextItem *>(item)) // lays out markup
                note(text->toPlainText(), u"text of a chart"_s, true);
        }
    }
    void accessible(QWidget &widget)
    {
        const QAccessibleInterface *const face = QAccessible::queryAccessibleInterface(&widget);
        for (const auto kind : {QAccessible::Name, QAccessible::Description})
            note(face->text(kind), u"accessible text"_s, face->text(kind).contains("&lt;"_L1));
    }
    /// Qt shows these as markup where they look like it.
    void guessed(const QString &text, const QString &kind) { note(text, kind, Qt::mightBeRichText(text)); }
    void key(const QString &text, const QString &kind)
    {
        note(text, kind, text.contains(marker) && !QKeySequence::mnemonic(text).isEmpty());
    }
    /// Shows the tip, as Qt does under the pointer, and looks at the label that it stands in.
    void tip(const QString &text)
    {
        if (text.isEmpty() || m_tips.contains(text))
            return;
        m_tips.insert(text);
        QToolTip::showText(QPoint(10, 10), text);
        const QLabel *shown = nullptr;
        for (const QWidget *const widget : QApplication::topLevelWidgets()) {
            if (const auto *const label = qobject_cast<const QLabel *>(widget); label && label->inherits("QTipLabel") && label->text() == text)
                shown = label;
        }
        const bool isPlain = shown && shown->textFormat() == Qt::PlainText && !text.contains("&lt;"_L1);
        note(text, u"tool tip"_s, !isPlain);
    }
    void note(const QString &text, const QString &kind, bool isFault)
    {
        if (!text.contains(marker))
            return;
        ++m_seen[kind];
        if (isFault)
            m_faults.append(m_where + u", "_s + kind + u": "_s + text.left(120));
    }

    QString m_where;
    QStringList m_faults;
    QHash<QString, int> m_seen;
    QSet<QString> m_tips;
};

} // namespace

/// Texts from outside are never markup: not in a label, a tool tip, a dialog, a chart, nor in what assistive technology reads.
class TestPlainTexts final : public QObject
{
    Q_OBJECT

private:
    /// Everything that the service says is hostile.
    static LoopbackServer::Script answer(const LoopbackServer::Request &request)
    {
        const auto asks = [&request](int number) { return request.path.endsWith(testId(number).toString().toLatin1()); };
        if (asks(1) || asks(9))
            return whole(200, hostileAnswer(asks(1) ? 1 : 9));
        if (asks(2))
            return whole(200, failedAnswer(2, hostile("failed")));
        if (asks(3))
            return whole(404, "{`code`:`" + hostile("code") + "`,`message`:`" + hostile("notfound") + "`}");
        if (asks(4))
            return whole(200, LoopbackServer::taskBody(testId(4).toString(), hostile("status")));
        if (asks(5))
            return whole(200, "{`_id`:`" + hostile("broken"));
        if (asks(6))
            return whole(200, LoopbackServer::taskBody(QString::fromLatin1(hostile("wrong")), "ready"));
        if (asks(7))
            return whole(500, "{`code`:`" + hostile("code") + "`,`message`:`" + hostile("trouble") + "`}");
        return whole(200, "{`data`:[{`_id`:`" + testId(20).toString().toLatin1() + "`,`status`:`" + hostile("status")
                              + "`,`model_name`:`" + hostile("model") + "`,`video_embedding`:{`metadata`:{`input_filename`:`"
                              + hostile("file") + "`,`input_type`:`" + hostile("type")
                              + "`}}}],`page_info`:{`page`:1,`total_page`:1}}");
    }
    static LoopbackServer::Script whole(int status, const QByteArray &body)
    {
        return {{LoopbackServer::wholeAnswer(status, json(body), "Content-Type: application/json\r\n")}};
    }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(bytes);
    }
    static void closeDialogs(const QWidget &window)
    {
        for (QDialog *const dialog : window.findChildren<QDialog *>())
            dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void noLabelOfADesignerFileGuesses()
    {
        const QDir folder(QStringLiteral(EMBEDSCOPE_TEST_DATA "/../../ui"));
        const QStringList names = folder.entryList({u"*.ui"_s});
        QVERIFY(names.size() > 20);
        int labels = 0;
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QFile::ReadOnly));
            QXmlStreamReader xml(&file);
            QStringList open; // the widgets that the place is in, with a "*" before those that say what they are
            while (!xml.atEnd()) {
                xml.readNext();
                if (xml.isStartElement() && xml.name() == "widget"_L1)
                    open.append(xml.attributes().value("class"_L1) + u' ' + xml.attributes().value("name"_L1));
                if (xml.isStartElement() && xml.name() == "property"_L1 && xml.attributes().value("name"_L1) == "textFormat"_L1)
                    open.last().prepend(u'*');
                if (!xml.isEndElement() || xml.name() != "widget"_L1)
                    continue;
                const QString widget = open.takeLast();
                const bool isLabel = widget.section(u' ', 0, 0).endsWith("Label"_L1);
                labels += isLabel ? 1 : 0;
                QVERIFY2(!isLabel || widget.startsWith(u'*'), qPrintable(name + u": "_s + widget));
            }
            QVERIFY2(!xml.hasError(), qPrintable(name));
        }
        QVERIFY(labels > 80);
    }

    void everyTextOfHostileTasks()
    {
        const QTemporaryDir data;
        WindowStage stage;
        TaskKeeper keeper(stage.served.feed, data.path());
        keeper.open();
        MainWindow window(stage.served.feed, stage.settings, stage.theme, {.keeper = &keeper});
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        stage.served.server.setHandler(answer);
        std::vector<TaskId> ids;
        for (const int number : {1, 2, 3, 4, 5, 6, 7, 9})
            ids.push_back(testId(number));
        Inspection inspection;

        window.addTasks(ids);
        const TaskList &list = stage.served.feed.list();
        QTRY_COMPARE(stage.served.stateOf(1), TaskState::Ready);
        QTRY_COMPARE(stage.served.stateOf(2), TaskState::Failed);
        QTRY_VERIFY(list.find(testId(3))->problem && list.find(testId(7))->problem && list.find(testId(5))->problem);
        QTRY_COMPARE(list.find(testId(4))->state, TaskState::Processing);
        QTRY_VERIFY(list.find(testId(1))->archived && list.find(testId(9))->archived);
        auto &page = *window.findChild<TaskPage *>();
        for (QAction *const action : window.findChildren<QAction *>()) { // every column
            if (action->isCheckable() && action->parent()->inherits("embedscope::TableColumns"))
                action->setChecked(true);
        }

        // Every page of the ready task.
        auto &inspector = *window.findChild<Inspector *>();
        page.showTask(testId(1));
        QTRY_VERIFY(inspector.result());
        inspector.time().setSelectedSegment(6);
        for (const auto tab : {Inspector::Page::Segments, Inspector::Page::Scenes, Inspector::Page::Likeness,
                               Inspector::Page::Details, Inspector::Page::Answer, Inspector::Page::Audit}) {
            inspector.showPage(tab);
            QCoreApplication::processEvents();
            inspection.look();
        }
        auto &audit = *inspector.findChild<QLabel *>(u"healthLabel"_s);
        QTRY_VERIFY(audit.toolTip().contains(marker));
        window.findChild<QAction *>(u"auditAction"_s)->trigger();
        for (QAction *const walk : inspector.suspectActions())
            walk->trigger();
        inspection.look();
        auto &likeness = *inspector.findChild<LikenessPage *>();
        inspector.showPage(Inspector::Page::Likeness);
        auto &pages = *likeness.findChild<QTabWidget *>();
        for (int tab = 0; tab < pages.count(); ++tab) {
            pages.setCurrentIndex(tab);
            QCoreApplication::processEvents();
            inspection.look();
        }
        auto *const compare = likeness.findChild<QPushButton *>(u"compareButton"_s);
        QTRY_VERIFY(compare->isEnabled());
        compare->click();
        QTRY_VERIFY(!likeness.findChild<QLabel *>(u"notesLabel"_s)->text().isNull());
        inspection.look();

        // Every other task, and what explains it.
        for (const TaskId &id : ids) {
            page.showTask(id);
            QCoreApplication::processEvents();
            inspection.look();
            if (auto *const explain = window.findChild<QAction *>(u"explainAction"_s); explain->isEnabled()) {
                explain->trigger();
                inspection.look();
                closeDialogs(window);
            }
        }

        // Every dialog.
        for (const char *const name : {"logAction", "archiveAction", "accountAction", "exportAction", "settingsAction", "keyAction",
                                       "shortcutsAction", "aboutAction", "addAction"}) {
            window.findChild<QAction *>(QLatin1StringView(name))->trigger();
            QVERIFY2(window.findChild<QDialog *>(), name);
            if (const auto *const archive = window.findChild<ArchiveDialog *>())
                QTRY_VERIFY(archive->findChild<QAbstractItemView *>()->model()->rowCount() >= 2);
            if (const auto *const account = qobject_cast<QDialog *>(QApplication::activeModalWidget());
                account && account->inherits("embedscope::AccountDialog"))
                QTRY_VERIFY(account->findChild<QAbstractItemView *>()->model()->rowCount() > 0);
            if (auto *const key = window.findChild<KeyDialog *>())
                key->showTestResult(keyTestSentence(Failure{.kind = FailureKind::Unauthorized, .httpStatus = 401,
                                                            .detail = QString::fromLatin1(hostile("refused"))}),
                                    true);
            inspection.look();
            closeDialogs(window);
        }
        window.offerText(QString::fromLatin1(hostile("67ca93a989d8a564e80d")) + u"\nvideo "_s + testId(30).toString());
        QTRY_VERIFY(!window.findChild<AddTasksDialog *>()->findChild<QLabel *>(u"summaryLabel"_s)->text().contains(u'…'));
        inspection.look();
        closeDialogs(window);

        // Files, and what is said of them.
        const QString good = data.filePath(u"<img src=canary> &R.json"_s);
        const QString broken = data.filePath(u"<b>canary &R.json"_s);
        write(good, hostileAnswer(40));
        write(broken, json("{`data`:[{`embedding`:[1,"));
        window.openFiles({good, broken});
        QTRY_VERIFY(list.rowOf(testId(40)) >= 0);
        QTRY_VERIFY(std::ranges::any_of(window.findChildren<NoticeBar *>(),
                                        [](const NoticeBar *bar) { return bar->text().contains(marker); }));
        inspection.look();
        closeDialogs(window);
        window.showKeepingProblems({QString::fromLatin1(hostile("disk"))});
        window.showOtherService(QString::fromLatin1(hostile("service")));
        window.setKeySearch(false, QString::fromLatin1(hostile("keyfile")));
        inspection.look();

        QVERIFY2(inspection.faults().isEmpty(), qPrintable(inspection.faults().join(u'\n')));
        for (const QString &kind : {u"label"_s, u"tool tip"_s, u"item"_s, u"accessible text"_s, u"button"_s})
            QVERIFY2(inspection.seen(kind) > 0, qPrintable(kind));
    }
};

EMBEDSCOPE_TEST(TestPlainTexts)
#include "tst_plaintexts.moc"
