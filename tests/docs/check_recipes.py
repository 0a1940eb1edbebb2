# SPDX-License-Identifier: GPL-3.0-or-later
# check_recipes.py RECIPES ANSWERS: run in the folder that the recipes speak of. Runs their blocks of Python one after
# another, those for pandas where it is to be had, and compares what they load with the answers as Python's json reads
# them. ANSWERS holds one answer with finite vectors.
import json
import re
import sys

import numpy as np

try:
    import pandas  # noqa: F401
    has_pandas = True
except ImportError:
    has_pandas = False

text = open(sys.argv[1], encoding="utf-8").read()
blocks = re.findall(r"^```python (\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
assert len(blocks) == text.count("```python"), "every block says what it needs"
ran = {"numpy": 0, "pandas": 0}
names = {}
for needs, code in blocks:
    if needs == "numpy" or has_pandas:
        exec(compile(code, "recipe", "exec"), names)
        ran[needs] += 1

answer = json.load(open(sys.argv[2], encoding="utf-8"))
expected = np.array([item["embedding"] for item in answer["data"]], dtype=np.float64)
task = answer["_id"]
assert expected.shape == (4, 1024)
assert np.array_equal(names["vectors"][task], expected)
assert np.allclose(names["norms"][task], np.linalg.norm(expected, axis=1), rtol=0, atol=1e-14)
assert names["shape"] == expected.shape
assert np.array_equal(names["csv_matrix"], expected), "the same doubles"
assert names["embeddings"].dtype == np.float32 and np.array_equal(names["embeddings"], expected.astype(np.float32))
assert names["times"][-1] == ("18", "21.087732")
assert np.allclose(np.diag(names["similarity"]), 1, atol=1e-6)
if has_pandas:
    assert np.array_equal(names["matrix"], expected), "the same doubles"
    assert list(names["clips"].end) == [6.0, 12.0, 18.0, 21.087732]
print(f"ran {ran['numpy']} blocks for numpy and {ran['pandas']} for pandas")
