"""Writes the choices that test/training compares predictql's selection steps with.

The committed file was made with Python 3.11.7, scikit-learn 1.9.1, numpy 2.4.6 and pandas 3.1.1:

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install scikit-learn==1.9.1 numpy==2.4.6 pandas==3.1.1
    /tmp/references/bin/python -B scripts/references/make_selection_references.py

It runs from the top folder of the repository, reads data/ames.csv and writes
test/references/selection.json. The same versions write the same bytes.
"""

import numpy as np
import pandas as pd
from reference_file import float32, plain, write
from sklearn.feature_selection import RFE, SelectFromModel, SelectKBest, f_classif, f_regression
from sklearn.linear_model import Lasso, Ridge
from sklearn.metrics import mutual_info_score
from sklearn.preprocessing import StandardScaler

COLUMNS = [
    "Lot_Area",
    "Gr_Liv_Area",
    "Year_Built",
    "Year_Remod_Add",
    "Total_Bsmt_SF",
    "First_Flr_SF",
    "Second_Flr_SF",
    "Garage_Area",
    "Garage_Cars",
    "Full_Bath",
    "Fireplaces",
    "TotRms_AbvGrd",
    "Kitchen_AbvGr",
    "Pool_Area",
    "Misc_Val",
    "Screen_Porch",
    "Mo_Sold",
    "Longitude",
    "Latitude",
]
# Prices in three classes of different size.
CLASS_LIMITS = [130_000, 250_000]
BINS = 10


def chosen(mask):
    return [name for name, kept in zip(COLUMNS, mask) if kept]


def cells(values):
    """Quantile bins of many values, each of few values by itself."""
    if len(np.unique(values)) <= BINS:
        return np.unique(values, return_inverse=True)[1]
    edges = np.unique(np.quantile(values, np.arange(1, BINS) / BINS))
    return np.searchsorted(edges, values, side="right")


def information(a, b):
    """Of the counts, less what Miller (1955) expects of chance."""
    both = len(set(zip(a, b)))
    bias = (both - len(set(a)) - len(set(b)) + 1) / (2 * len(a))
    return max(0.0, mutual_info_score(a, b) - bias)


def uncorrelated(correlations, order, limit):
    kept = []
    for index in order:
        if all(abs(correlations[index, other]) <= limit for other in kept):
            kept.append(index)
    return [COLUMNS[index] for index in sorted(kept)]


ames = pd.read_csv("data/ames.csv")
x = float32(ames[COLUMNS])
price = np.log(ames["Sale_Price"].to_numpy(np.float64))
classes = np.digitize(ames["Sale_Price"], CLASS_LIMITS)
scaled = float32(StandardScaler().fit_transform(x))

correlations = np.corrcoef(x, rowvar=False)
with_price = np.abs([np.corrcoef(column, price)[0, 1] for column in x.T])

write(
    "selection.json",
    ["scikit-learn", "numpy", "pandas"],
    {
        "columns": COLUMNS,
        "classLimits": CLASS_LIMITS,
        "mostFrequent": plain(
            [pd.Series(column).value_counts(normalize=True, dropna=False).iloc[0] for column in x.T]
        ),
        "uncorrelated": {
            "limit": 0.6,
            "first": uncorrelated(correlations, range(len(COLUMNS)), 0.6),
            "target": uncorrelated(correlations, np.argsort(-with_price, kind="stable"), 0.6),
        },
        "fRegression": plain(f_regression(x, price)[0]),
        "fClassif": plain(f_classif(x, classes)[0]),
        "bestOfRegression": chosen(SelectKBest(f_regression, k=6).fit(x, price).get_support()),
        "bestOfClasses": chosen(SelectKBest(f_classif, k=6).fit(x, classes).get_support()),
        "information": {
            "price": plain([information(cells(column), cells(price)) for column in x.T]),
            "classes": plain([information(cells(column), classes) for column in x.T]),
        },
        "fromModel": {
            "ridgeMean": chosen(SelectFromModel(Ridge()).fit(scaled, price).get_support()),
            "ridgeMedian": chosen(SelectFromModel(Ridge(), threshold="median").fit(scaled, price).get_support()),
            "ridgeFive": chosen(
                SelectFromModel(Ridge(), threshold=-np.inf, max_features=5).fit(scaled, price).get_support()
            ),
            "lasso": chosen(
                SelectFromModel(Lasso(alpha=0.01, tol=1e-10, max_iter=100_000)).fit(scaled, price).get_support()
            ),
        },
        "eliminated": {
            "one": chosen(RFE(Ridge(), n_features_to_select=6).fit(scaled, price).get_support()),
            "share": chosen(
                RFE(Ridge(), n_features_to_select=0.5, step=0.2).fit(scaled, price).get_support()
            ),
            # 1 for those kept, more for those that went earlier.
            "ranking": plain(RFE(Ridge(), n_features_to_select=0.5, step=0.2).fit(scaled, price).ranking_),
        },
    },
)
