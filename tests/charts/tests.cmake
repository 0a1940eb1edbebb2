# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(chartgestures charts)
embedscope_test(chartwords charts)
embedscope_test(laneloader charts)
embedscope_test(modalitycolours charts)
embedscope_test(normchart charts)
embedscope_test(timelinechart charts)
