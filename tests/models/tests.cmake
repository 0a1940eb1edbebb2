# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(taskwords models)
embedscope_test(tasktablemodel models)
embedscope_test(taskfilterproxy models)
embedscope_test(segmenttablemodel models)
embedscope_test(idtickmodel models)
embedscope_test(diagnosis models)
embedscope_test(pollingwords models)
embedscope_test(requestlogmodel models)
