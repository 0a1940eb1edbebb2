# SPDX-License-Identifier: GPL-3.0-or-later
embedscope_test(apikey net)
embedscope_test(keyfinder net)
embedscope_test(keystore net)
embedscope_test(serviceaddress net)
embedscope_test(spoolfolder net)
embedscope_test(taskclient net USES embedscope::testsupport)
