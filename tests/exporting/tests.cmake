# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(answerrange exporting)
embedscope_test(atomicfile exporting)
embedscope_test(bytesfile exporting)
embedscope_test(exporter exporting)
embedscope_test(jsonstring exporting)
embedscope_test(scenefiles exporting)
embedscope_test(tableexports exporting)
embedscope_test(vectorcutter exporting)
