"""Writes the scores that test/training compares predictql's boosting and random forest with.

The committed file was made with Python 3.11.7, scikit-learn 1.5.2, xgboost 2.1.4, numpy 2.4.6 and pandas 3.1.1:

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install scikit-learn==1.5.2 xgboost==2.1.4 numpy==2.4.6 pandas==3.1.1
    /tmp/references/bin/python scripts/references/make_tree_references.py

It runs from the top folder of the repository, reads data/*.csv* and writes test/references/trees.json. The
same versions write the same bytes. A score is of all rows, each predicted by a model that has not seen it:
row i belongs to fold i modulo the number of folds.
"""

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn
import xgboost
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.metrics import log_loss, roc_auc_score

VERSIONS = {
    "python": ".".join(map(str, sys.version_info[:3])),
    "scikit-learn": sklearn.__version__,
    "xgboost": xgboost.__version__,
    "numpy": np.__version__,
    "pandas": pd.__version__,
}

AMES_NUMBERS = [
    "Lot_Area", "Gr_Liv_Area", "Year_Built", "Total_Bsmt_SF", "Garage_Area", "Full_Bath", "Fireplaces", "Longitude",
    "Latitude", "Year_Remod_Add", "Mas_Vnr_Area", "BsmtFin_SF_1", "Bsmt_Unf_SF", "First_Flr_SF", "Second_Flr_SF",
    "Half_Bath", "Bedroom_AbvGr", "TotRms_AbvGrd", "Garage_Cars", "Wood_Deck_SF", "Open_Porch_SF", "Screen_Porch",
]  # fmt: skip
AMES_TEXTS = ["Neighborhood", "MS_SubClass", "House_Style", "Overall_Cond", "Garage_Type", "Exterior_1st", "Sale_Condition"]
CREDIT_NUMBERS = ["Seniority", "Time", "Age", "Expenses", "Income", "Assets", "Debt", "Amount", "Price"]
CREDIT_TEXTS = ["Home", "Marital", "Records", "Job"]


def codes(table, column):
    """Categories by the order of their texts; missing ones stay missing."""
    texts = sorted(table[column].dropna().unique())
    return table[column].map({text: code for code, text in enumerate(texts)})


def matrix(table, numbers, texts):
    columns = [table[name] for name in numbers] + [codes(table, name) for name in texts]
    return np.column_stack(columns).astype(np.float32).astype(np.float64)


def uniform(count):
    """Numbers from 0 to 1 by a generator that any language can repeat (Numerical Recipes' quick one)."""
    state, numbers = 1, np.empty(count)
    for at in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        numbers[at] = state / 2**32
    return numbers


def friedman(rows, columns):
    """Friedman's first problem (Annals of Statistics 19, 1991) with noise of variance 1."""
    draws = uniform(rows * (columns + 12)).reshape(rows, columns + 12)
    x = draws[:, :columns].astype(np.float32).astype(np.float64)
    noise = draws[:, columns:].sum(axis=1) - 6
    y = 10 * np.sin(np.pi * x[:, 0] * x[:, 1]) + 20 * (x[:, 2] - 0.5) ** 2 + 10 * x[:, 3] + 5 * x[:, 4] + noise
    return x, y


def data_sets():
    ames = pd.read_csv("data/ames.csv", keep_default_na=False)
    prices = np.log(ames["Sale_Price"].to_numpy(np.float64))
    credit = pd.read_csv("data/credit.csv")
    credit = credit[credit["Status"].notna()]
    with gzip.open("data/digits.csv.gz") as file:
        digits = np.loadtxt(file, delimiter=",")
    return {
        "ames": (matrix(ames, AMES_NUMBERS, []), prices, 0, []),
        "ames with categories": (
            matrix(ames, AMES_NUMBERS, AMES_TEXTS),
            prices,
            0,
            [len(AMES_NUMBERS) + i for i in range(len(AMES_TEXTS))],
        ),
        "friedman": (*friedman(12000, 8), 0, []),
        "credit": (
            matrix(credit, CREDIT_NUMBERS, CREDIT_TEXTS),
            (credit["Status"] == "bad").to_numpy(int),
            2,
            [len(CREDIT_NUMBERS) + i for i in range(len(CREDIT_TEXTS))],
        ),
        "digits": (digits[:, :64], digits[:, 64].astype(int), 10, []),
    }


def score(make, x, y, classes, folds):
    answers = np.zeros((len(x), max(classes, 1)))
    for fold in range(folds):
        unseen = np.arange(len(x)) % folds == fold
        model = make().fit(x[~unseen], y[~unseen])
        answers[unseen] = model.predict_proba(x[unseen]) if classes else model.predict(x[unseen])[:, None]
    if not classes:
        return {"rmse": float(np.sqrt(np.mean((answers[:, 0] - y) ** 2)))}
    # Sums to 1 but for float32.
    answers = np.clip(answers, 1e-6, 1) / np.clip(answers, 1e-6, 1).sum(axis=1, keepdims=True)
    scores = {"logLoss": float(log_loss(y, answers)), "accuracy": float(np.mean(answers.argmax(axis=1) == y))}
    return {**scores, "auc": float(roc_auc_score(y, answers[:, 1]))} if classes == 2 else scores


def boosters(classes, categories, trees):
    hist = HistGradientBoostingClassifier if classes else HistGradientBoostingRegressor
    models = {
        "scikit-learn": lambda: hist(
            max_iter=trees,
            learning_rate=0.1,
            max_depth=6,
            max_leaf_nodes=None,
            min_samples_leaf=20,
            early_stopping=False,
            categorical_features=categories or None,
        )
    }
    if not classes and not categories:
        models["xgboost"] = lambda: xgboost.XGBRegressor(
            n_estimators=trees, learning_rate=0.1, max_depth=6, min_child_weight=20, reg_lambda=0, tree_method="hist"
        )
    return models


def forests(classes, trees, max_features, min_leaf):
    forest = RandomForestClassifier if classes else RandomForestRegressor
    return {
        "scikit-learn": lambda: forest(
            trees, max_features=max_features, min_samples_leaf=min_leaf, random_state=0
        )
    }


SETS = data_sets()
cases = []
for name, folds, trees in (
    ("ames", 3, 100),
    ("ames with categories", 3, 60),
    ("friedman", 2, 100),
    ("credit", 3, 60),
    ("digits", 2, 25),
):
    x, y, classes, categories = SETS[name]
    scores = {by: score(make, x, y, classes, folds) for by, make in boosters(classes, categories, trees).items()}
    cases.append({"estimator": "boosting", "data": name, "folds": folds, "options": {"trees": trees}, "scores": scores})
for name, folds, trees, share, min_leaf in (
    ("ames", 2, 40, 1 / 3, 1),
    ("friedman", 2, 20, 0.5, 5),
    ("credit", 3, 60, None, 3),
    ("digits", 2, 60, None, 1),
):
    x, y, classes, _ = SETS[name]
    scores = {
        by: score(make, x, y, classes, folds)
        for by, make in forests(classes, trees, share or "sqrt", min_leaf).items()
    }
    options = {"trees": trees, "minLeafRows": min_leaf, **({"maxFeatures": share} if share else {})}
    cases.append({"estimator": "random-forest", "data": name, "folds": folds, "options": options, "scores": scores})

content = {
    "versions": VERSIONS,
    "amesNumbers": AMES_NUMBERS,
    "amesTexts": AMES_TEXTS,
    "creditNumbers": CREDIT_NUMBERS,
    "creditTexts": CREDIT_TEXTS,
    "cases": cases,
}
for case in cases:
    for scores in case["scores"].values():
        for metric, value in scores.items():
            scores[metric] = float(f"{value:.6g}")
Path("test/references/trees.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf8")
