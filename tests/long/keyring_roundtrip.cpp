// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keystore.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace embedscope;

namespace {

void say(const char *what, const QString &sentence = {})
{
    std::printf("%s%s\n", what, qPrintable(sentence));
    std::fflush(stdout);
}

} // namespace

/// keyring_roundtrip keep|forget: has the key in standard input kept in the desktop's keyring, or deletes it there;
/// one line says how that went. The product's own class, for tests/long/keyring.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const auto end = [](const char *what, int code, const QString &sentence = {}) {
        say(what, sentence);
        QCoreApplication::exit(code);
    };
    KeyStore store;
    QObject::connect(&store, &KeyStore::kept, &store, [end] { end("kept", 0); });
    QObject::connect(&store, &KeyStore::forgotten, &store, [end] { end("forgotten", 0); });
    QObject::connect(&store, &KeyStore::keepFailed, &store,
                     [end](const QString &sentence) { end("not kept: ", 1, sentence); });
    QObject::connect(&store, &KeyStore::forgetFailed, &store,
                     [end](const QString &sentence) { end("not forgotten: ", 1, sentence); });
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("keep")) {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return 2;
        store.keep(ApiKey::fromText(input.readAll(), ApiKey::Source::Entered, {}));
    } else if (arguments.value(1) == QStringLiteral("forget")) {
        store.forget();
    } else {
        return 2;
    }
    return QCoreApplication::exec();
}
