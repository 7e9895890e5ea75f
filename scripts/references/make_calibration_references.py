"""Writes the numbers that test/training/calibration compares predictql's calibrators with.

The committed file was made with Python 3.11.7, scikit-learn 1.9.1, scipy 1.17.1 and numpy 2.4.6:

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6
    /tmp/references/bin/python -B scripts/references/make_calibration_references.py

It runs from the top folder of the repository and writes test/references/calibration.json. The same
versions write the same bytes.
"""

import numpy as np
from reference_file import float32, plain, write
from scipy.special import logit
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression

random = np.random.default_rng(11)
true_odds = random.normal(size=150)
# Overconfident probabilities, some of them equal.
p = float32(1 / (1 + np.exp(-3 * true_odds)))
p[::10] = p[5]
is_class = (random.random(150) < 1 / (1 + np.exp(-true_odds))).astype(int)
grid = float32(np.linspace(0.002, 0.998, 40))

isotonic = IsotonicRegression(out_of_bounds="clip").fit(p, is_class)
platt = _SigmoidCalibration().fit(logit(np.clip(p, 1e-6, 1 - 1e-6)), is_class)

write(
    "calibration.json",
    ["scikit-learn", "scipy", "numpy"],
    {
        "p": plain(p),
        "isClass": plain(is_class),
        "grid": plain(grid),
        "isotonic": plain(isotonic.predict(grid)),
        "platt": plain(platt.predict(logit(grid))),
    },
)
