// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/answerbytes.h"
#include "polling/keyredactor.h"
#include "reader/bytesearch.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class AnswerPage;
}

namespace embedscope {

class AnswerSearch;

/// The raw answer as it came, page by page where it is long, and searched as a whole. Also the bytes that could
/// not be read as an answer.
class AnswerPage final : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerPage(QWidget *parent = nullptr);
    ~AnswerPage() override;

    /// `counts`: whether these bytes are an answer that counts.
    void setAnswer(const AnswerBytes &bytes, bool counts, const KeyRedactor &redactor = {});
    /// The same answer stands in another place now: where it stood can go. Changes nothing to be seen.
    void moveTo(const AnswerBytes &bytes);
    /// Puts the focus where one types what to search for.
    void focusSearch();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectControls();
    void load();
    void showPage(qint64 page);
    void startSearch();
    void takeHits(const ByteHits &hits, const QString &problem);
    void goToHit(qint64 step);
    void showHit();
    void tellHits();

    std::unique_ptr<Ui::AnswerPage> m_ui;
    AnswerSearch *m_search;
    QTimer m_typing; // a search begins when the typing pauses
    AnswerBytes m_bytes;
    KeyRedactor m_redactor; // a service may repeat the key
    bool m_counts = true;
    bool m_loaded = false; // read from disk only once somebody looks
    qint64 m_page = 0;
    qint64 m_pages = 1;
    ByteHits m_hits;
    qint64 m_hit = -1; // index in m_hits.places
};

} // namespace embedscope
