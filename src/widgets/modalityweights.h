// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

class QGridLayout;
class QScrollArea;
class QToolButton;

namespace embedscope {

class DecimalBox;

/// How much each modality counts in a comparison. At first only the chosen clip's own; once the user has set something, that
/// holds until it is reset.
class ModalityWeights final : public QWidget
{
    Q_OBJECT

public:
    explicit ModalityWeights(QWidget *parent = nullptr);

    /// A box a modality; weights that were set for one of these names hold on.
    void setModalities(const QStringList &modalities);
    /// The chosen clip's own modality.
    void setOwn(const QString &modality);
    /// At least 0; 0 for one that is not there.
    double weightOf(const QString &modality) const;

Q_SIGNALS:
    /// By the user.
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showWeights();
    void fitHeight();

    QScrollArea *m_area;
    QWidget *m_boxesWidget;
    QGridLayout *m_layout;
    QToolButton *m_reset;
    QStringList m_modalities;
    QList<DecimalBox *> m_boxes; // by modality
    QString m_own;
    QHash<QString, double> m_set; // by the user; empty: only the own one counts
};

} // namespace embedscope
