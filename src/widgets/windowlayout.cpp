// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/windowlayout.h"

#include "widgets/appsettings.h"
#include "widgets/auditpage.h"
#include "widgets/chartspanel.h"
#include "widgets/chartviews.h"
#include "widgets/clipcolouring.h"
#include "widgets/inspector.h"
#include "widgets/tablecolumns.h"
#include "widgets/taskpage.h"

#include <QMainWindow>
#include <QScreen>
#include <QSplitter>

using namespace Qt::Literals::StringLiterals;

namespace embedscope {

WindowLayout::WindowLayout(const Parts &parts, AppSettings &settings) : m_parts(parts), m_settings(settings)
{
}

void WindowLayout::restore()
{
    placeWindow();
    m_parts.window.restoreState(m_settings.windowState());
    m_parts.page.columns().restore(m_settings.tableHeaderState());
    // At once: labelling a task shows the column of labels, and there may be no orderly end.
    QObject::connect(&m_parts.page.columns(), &TableColumns::visibilityChanged, &m_parts.window,
                     [&columns = m_parts.page.columns(), &settings = m_settings] {
                         settings.setTableHeaderState(columns.save());
                     });
    Inspector &inspector = m_parts.inspector;
    m_parts.splitter.restoreState(m_settings.splitterState(u"window"_s));
    inspector.segmentColumns().restore(m_settings.splitterState(u"segmentColumns"_s));
    inspector.splitter().restoreState(m_settings.splitterState(u"inspector"_s));
    inspector.auditPage().restoreRoom(m_settings.splitterState(u"audit"_s));
    inspector.charts().views().restore(m_settings.splitterState(u"charts"_s));
    inspector.colouring().setChoice(m_settings.clipColouring());
}

void WindowLayout::placeWindow() const
{
    QMainWindow &window = m_parts.window;
    // The first time: not larger than the screen, with room for a panel and the window's own frame.
    const QSize room = window.screen()->availableSize() - QSize(24, 56);
    if (!window.restoreGeometry(m_settings.windowGeometry()))
        window.resize(window.size().boundedTo(room));
    // It was saved where the screen was larger, or pixels were smaller.
    if (!window.isMaximized() && !window.isFullScreen()
        && !window.screen()->availableGeometry().contains(window.frameGeometry())) {
        window.resize(window.size().boundedTo(room));
        window.move(window.screen()->availableGeometry().topLeft() + QPoint(12, 12));
    }
}

void WindowLayout::save() const
{
    Inspector &inspector = m_parts.inspector;
    m_settings.setWindowGeometry(m_parts.window.saveGeometry());
    m_settings.setWindowState(m_parts.window.saveState());
    m_settings.setTableHeaderState(m_parts.page.columns().save());
    m_settings.setSplitterState(u"window"_s, m_parts.splitter.saveState());
    m_settings.setSplitterState(u"inspector"_s, inspector.splitter().saveState());
    m_settings.setSplitterState(u"audit"_s, inspector.auditPage().saveRoom());
    m_settings.setSplitterState(u"segmentColumns"_s, inspector.segmentColumns().save());
    m_settings.setSplitterState(u"charts"_s, inspector.charts().views().save());
}

} // namespace embedscope
