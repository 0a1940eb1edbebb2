// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/measureshelp.h"

#include <QAbstractTextDocumentLayout>
#include <QDialogButtonBox>
#include <QFile>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

// In the global namespace, as Qt asks for it: a static library's resources are not registered by themselves.
static void registerDocs()
{
    Q_INIT_RESOURCE(docs);
}

namespace embedscope {

MeasuresHelp::MeasuresHelp(QWidget *parent) : QDialog(parent), m_browser(new QTextBrowser(this))
{
    registerDocs();
    setWindowTitle(tr("What the Measures Mean"));
    auto *const layout = new QVBoxLayout(this);
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    layout->addWidget(m_browser);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_browser->setAccessibleName(windowTitle());
    m_browser->setOpenLinks(false);
    QFile file(u":/docs/measures.md"_s);
    if (file.open(QFile::ReadOnly))
        m_browser->setMarkdown(QString::fromUtf8(file.readAll()));
    resize(680, 620);
}

bool MeasuresHelp::goTo(const QString &place)
{
    QTextBlock found;
    for (QTextBlock block = m_browser->document()->begin(); block.isValid(); block = block.next()) {
        const bool isHeading = block.blockFormat().headingLevel() > 0 && block.text() == place;
        if (isHeading || (!found.isValid() && block.text().startsWith(place)))
            found = block;
        if (isHeading)
            break;
    }
    QTextCursor cursor(m_browser->document());
    if (found.isValid())
        cursor.setPosition(found.position());
    m_browser->setTextCursor(cursor);
    const QRectF where = found.isValid() ? m_browser->document()->documentLayout()->blockBoundingRect(found) : QRectF();
    m_browser->verticalScrollBar()->setValue(static_cast<int>(where.top()));
    return found.isValid();
}

void MeasuresHelp::open(QWidget &asker, const QString &place)
{
    QWidget *const window = asker.window();
    auto *help = window->findChild<MeasuresHelp *>(QString(), Qt::FindDirectChildrenOnly);
    if (!help)
        help = new MeasuresHelp(window);
    help->show();
    help->raise();
    help->activateWindow();
    help->goTo(place);
}

void MeasuresHelp::bind(QToolButton &button, const QString &place)
{
    button.setText(u"?"_s);
    button.setFocusPolicy(Qt::StrongFocus);
    button.setToolTip(tr("How this is computed, and what it cannot tell"));
    button.setAccessibleName(tr("Help: %1").arg(place));
    connect(&button, &QToolButton::clicked, &button, [&button, place] { open(button, place); });
}

} // namespace embedscope

#include "moc_measureshelp.cpp"
