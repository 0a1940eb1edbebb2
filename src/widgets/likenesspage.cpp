// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/likenesspage.h"

#include "ui_likenesspage.h"
#include "widgets/duplicatespage.h"
#include "widgets/likethispage.h"
#include "widgets/matrixpage.h"
#include "widgets/twinspage.h"

namespace embedscope {

LikenessPage::LikenessPage(TaskFeed &feed, TaskAnalysis &analysis, SharedTime &time, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::LikenessPage>())
{
    m_ui->setupUi(this);
    auto *const likeThis = new LikeThisPage(feed, analysis, time, this);
    auto *const duplicates = new DuplicatesPage(analysis, time, this);
    auto *const twins = new TwinsPage(feed, analysis, this);
    m_ui->tabs->addTab(new MatrixPage(analysis, time, this), tr("Matrix"));
    m_ui->tabs->addTab(likeThis, tr("Clips like this"));
    m_ui->tabs->addTab(duplicates, tr("Near duplicates"));
    m_ui->tabs->addTab(twins, tr("Other tasks"));
    connect(likeThis, &LikeThisPage::jumpRequested, this, &LikenessPage::jumpRequested);
    connect(duplicates, &DuplicatesPage::jumpRequested, this, &LikenessPage::jumpRequested);
    connect(twins, &TwinsPage::jumpRequested, this, &LikenessPage::jumpRequested);
    connect(m_ui->tabs, &QTabWidget::currentChanged, this, &LikenessPage::handFocusOn);
    handFocusOn();
}

LikenessPage::~LikenessPage()
{
    disconnect(m_ui->tabs, nullptr, this, nullptr);
}

void LikenessPage::handFocusOn()
{
    setFocusProxy(m_ui->tabs->currentWidget());
}

} // namespace embedscope

#include "moc_likenesspage.cpp"
