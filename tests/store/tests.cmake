# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(resultcache store)
embedscope_test(taskfeed store USES embedscope::testsupport)
embedscope_test(tasklist store)
