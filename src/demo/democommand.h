// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <cstdio>

namespace embedscope {

/// `embedscope demo-service [--port N] [OPTIONS]`: runs the demo service until SIGINT or SIGTERM. Needs a
/// QCoreApplication and runs its event loop. `arguments` are those after "demo-service". Prints to `out`,
/// each line flushed: `url http://127.0.0.1:PORT/v1.3`, `key KEY`, and `task ID what` for every task (those
/// of --crowd only with --print-crowd). `--until-stdin-closes` (for DemoProcess, not in the help) also ends
/// it when its standard input ends. Returns the exit code: 0 after a signal or the end of input, 1 if the
/// port cannot be had, 2 for bad usage; a sentence about those is printed to `err`.
int runDemoCommand(const QStringList &arguments, std::FILE *out, std::FILE *err);

} // namespace embedscope
