# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(answerbytes core)
embedscope_test(diskcalls core)
embedscope_test(embeddingmatrix core)
embedscope_test(embeddingtask core)
embedscope_test(result core)
embedscope_test(taskid core)
embedscope_test(whenfinished core)
embedscope_test(plaintext core)
