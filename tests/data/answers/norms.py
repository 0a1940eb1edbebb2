#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the norms of the real vectors here, for tst_taskreader.cpp: the plain sums are exact (math.fsum)."""
import glob
import json
import math
import os

for path in sorted(glob.glob(os.path.join(os.path.dirname(__file__), "derived_v2_*.json"))):
    with open(path, encoding="utf-8") as file:
        answer = json.load(file)
    print(answer["_id"])
    for item in answer["data"]:
        print("   ", repr(math.sqrt(math.fsum(x * x for x in item["embedding"]))))
