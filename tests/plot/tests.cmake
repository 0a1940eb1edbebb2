# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(clipnavigation plot)
embedscope_test(cliptrack plot)
embedscope_test(lanelayout plot)
embedscope_test(laneset plot)
embedscope_test(normscale plot)
embedscope_test(rangeminmax plot)
embedscope_test(sharedtime plot)
embedscope_test(timeticks plot)
