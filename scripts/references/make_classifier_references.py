"""Writes the coefficients that test/training compares predictql's linear and logistic regression with.

The committed file was made with Python 3.11.7, scikit-learn 1.5.2, numpy 2.4.6 and pandas 3.1.1:

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install scikit-learn==1.5.2 numpy==2.4.6 pandas==3.1.1
    /tmp/references/bin/python scripts/references/make_classifier_references.py

It runs from the top folder of the repository, reads data/ames.csv and data/credit.csv and writes
test/references/linear-classifiers.json. The same versions write the same bytes.
"""

import json
import re
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import ElasticNet, LinearRegression, LogisticRegression

# A reference that has not converged is none.
warnings.simplefilter("error", ConvergenceWarning)

VERSIONS = {
    "python": ".".join(map(str, sys.version_info[:3])),
    "scikit-learn": sklearn.__version__,
    "numpy": np.__version__,
    "pandas": pd.__version__,
}
SIGNIFICANT_DIGITS = 10
PREDICTED_ROWS = 6

NUMBERS = ["Seniority", "Time", "Age", "Expenses", "Income", "Assets", "Debt", "Amount", "Price"]
STATES = ["good", "bad"]
JOBS = ["fixed", "freelance", "others", "partime"]
AMES = ["Lot_Area", "Gr_Liv_Area", "Year_Built", "Total_Bsmt_SF", "First_Flr_SF", "Second_Flr_SF", "Latitude"]


def plain(values):
    if isinstance(values, (list, tuple, np.ndarray)):
        return [plain(value) for value in values]
    return float(f"{float(values):.{SIGNIFICANT_DIGITS}g}")


def scaled(x):
    """float32, as predictql's scaled columns are."""
    return ((x - x.mean(axis=0)) / x.std(axis=0)).astype(np.float32).astype(np.float64)


def credit(target, labels):
    table = pd.read_csv("data/credit.csv")
    table = table[table[target].isin(labels)]
    x = table[NUMBERS].fillna(0).to_numpy(np.float32).astype(np.float64)
    return x, table[target].map(labels.index).to_numpy()


def classifiers():
    models = []
    for target, labels, cases in (
        ("Status", STATES, [("l2", 1), ("l2", 0.001), ("l1", 0.02), ("none", 1)]),
        ("Job", JOBS, [("l2", 1), ("l2", 0.001), ("l1", 0.02), ("none", 1)]),
    ):
        x, y = credit(target, labels)
        for scale in (True, False):
            for penalty, c in cases:
                if not scale and penalty != "l2":
                    # scikit-learn's solvers for these do not arrive on columns of such different sizes.
                    continue
                data = scaled(x) if scale else x
                exact = "newton-cholesky" if len(labels) == 2 else "newton-cg"
                # Where columns differ in size by 10,000, newton-cg needs thousands of steps; so be it.
                model = LogisticRegression(
                    penalty=None if penalty == "none" else penalty,
                    C=c,
                    solver="saga" if penalty == "l1" else exact,
                    tol=1e-10,
                    max_iter=100_000,
                    random_state=0,
                ).fit(data, y)
                coefficients = model.coef_
                if len(labels) > 2 and penalty == "l1":
                    # Any shift between the two middle values costs the same: the lower one becomes 0.
                    coefficients = coefficients - np.sort(coefficients, axis=0)[(len(labels) - 1) // 2]
                models.append(
                    {
                        "target": target,
                        "scaled": scale,
                        "penalty": penalty,
                        "C": c,
                        # The same added to all of several changes nothing.
                        "intercepts": plain(model.intercept_ - (0 if len(labels) == 2 else model.intercept_.mean())),
                        "coefficients": plain(coefficients),
                        "probabilities": plain(model.predict_proba(data[:PREDICTED_ROWS])),
                    }
                )
    return models


def regressions():
    ames = pd.read_csv("data/ames.csv")
    x = ames[AMES].to_numpy(np.float32).astype(np.float64)
    y = np.log(ames["Sale_Price"].to_numpy(np.float64))
    models = [{"estimator": "linear", "columns": AMES, "scaled": False, "model": LinearRegression().fit(x, y)}]
    for alpha, ratio in ((0.01, 0.5), (0.1, 0.1), (0.05, 0.9)):
        net = ElasticNet(alpha=alpha, l1_ratio=ratio, tol=1e-12, max_iter=1_000_000).fit(scaled(x), y)
        models.append(
            {"estimator": "elastic-net", "columns": AMES, "scaled": True, "alpha": alpha, "l1Ratio": ratio, "model": net}
        )
    for case in models:
        model = case.pop("model")
        case["intercept"] = plain(model.intercept_)
        case["coefficients"] = plain(model.coef_)
    # Columns that others explain, but for float32's rounding: the solution of least norm without that direction.
    doubled = scaled(np.hstack([x, x[:, :2], (x[:, 4:5] + x[:, 5:6])]))
    solution = np.linalg.lstsq(doubled - doubled.mean(axis=0), y - y.mean(), rcond=1e-6)[0]
    models.append(
        {
            "estimator": "linear",
            "columns": AMES + AMES[:2] + ["First_Flr_SF + Second_Flr_SF"],
            "scaled": True,
            "intercept": plain(y.mean() - doubled.mean(axis=0) @ solution),
            "coefficients": plain(solution),
        }
    )
    return models


content = {
    "versions": VERSIONS,
    "numbers": NUMBERS,
    "labels": {"Status": STATES, "Job": JOBS},
    "classifiers": classifiers(),
    "regressions": regressions(),
}
text = json.dumps(content, indent=1)
# Innermost lists on one line each.
text = re.sub(r"\[[^\[\]{}]*\]", lambda found: re.sub(r"\s+", " ", found[0]), text)
Path("test/references/linear-classifiers.json").write_text(text + "\n", encoding="utf8")
