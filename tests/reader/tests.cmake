# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(idfinder reader)
embedscope_test(taskreader reader SOURCES reader/taskdescription.cpp)
embedscope_test(taskreaderrandom reader SOURCES reader/taskdescription.cpp reader/randomanswer.cpp)
embedscope_test(answersplitter reader)
embedscope_test(jsontoken reader)
embedscope_test(isodate reader)
embedscope_test(errorbody reader)
embedscope_test(tasklistpagereader reader)
