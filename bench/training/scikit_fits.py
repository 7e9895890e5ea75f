"""Fits scikit-learn's HistGradientBoosting for every line on stdin; the folder of the data is the argument."""

import json
import os
import resource
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

folder = sys.argv[1]
y = np.fromfile(os.path.join(folder, "y.f64"), dtype="<f8")
x = np.fromfile(os.path.join(folder, "x.f32"), dtype="<f4").reshape(len(y), -1)

rmse = None
for _ in sys.stdin:
    model = HistGradientBoostingRegressor(
        max_iter=100,
        learning_rate=0.1,
        max_depth=6,
        max_leaf_nodes=None,
        min_samples_leaf=20,
        l2_regularization=0,
        early_stopping=False,
    ).fit(x, y)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    # All fits are the same: one shows what they are worth.
    if rmse is None:
        rmse = float(np.sqrt(np.mean((model.predict(x) - y) ** 2)))
    print(json.dumps({"rmse": rmse, "peakBytes": peak}), flush=True)
