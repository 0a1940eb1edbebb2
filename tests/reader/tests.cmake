# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(idfinder reader)
embedscope_test(taskreader reader SOURCES reader/taskdescription.cpp)
