// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/severitydelegate.h"

#include "models/auditmodel.h"
#include "support/testprogram.h"

#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

#include <set>

using namespace embedscope;

class TestSeverityDelegate final : public QObject
{
    Q_OBJECT

private:
    static QByteArray picture(const QVariant &severity)
    {
        QStandardItemModel model(1, 1);
        model.setData(model.index(0, 0), severity, AuditModel::SeverityRole);
        QImage image(120, 24, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        option.palette = QPalette(Qt::white);
        option.fontMetrics = QFontMetrics(option.font);
        SeverityDelegate().paint(&painter, option, model.index(0, 0));
        painter.end();
        return QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes());
    }

private Q_SLOTS:
    void eachHasASignOfItsOwn()
    {
        std::set<QByteArray> pictures;
        for (const QVariant &severity : {QVariant(), QVariant(0), QVariant(1), QVariant(2)})
            pictures.insert(picture(severity));
        QCOMPARE(pictures.size(), size_t(4)); // none, and three
        QCOMPARE(picture(7), picture({}));
    }
};

EMBEDSCOPE_TEST(TestSeverityDelegate)
#include "tst_severitydelegate.moc"
