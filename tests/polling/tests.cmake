# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(answerjudge polling)
embedscope_test(keyredactor polling)
embedscope_test(poller polling USES embedscope::testsupport)
embedscope_test(pollschedule polling)
embedscope_test(retrypolicy polling)
