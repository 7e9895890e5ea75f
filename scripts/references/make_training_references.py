"""Writes the numbers that test/training compares predictql's steps and estimators with.

The committed files were made with Python 3.11.7, scikit-learn 1.9.1, numpy 2.4.6 and pandas 3.1.1:

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install scikit-learn==1.9.1 numpy==2.4.6 pandas==3.1.1
    /tmp/references/bin/python -B scripts/references/make_training_references.py

It runs from the top folder of the repository, reads data/ames.csv and writes
test/references/transformers.json and test/references/linear-models.json. JSON has no NaN: null stands
for it, and for a missing category. The same versions write the same bytes.
"""

import warnings

import numpy as np
import pandas as pd
from reference_file import float32, plain, write
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.linear_model import Lasso, Ridge
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

PACKAGES = ["scikit-learn", "numpy", "pandas"]

# A reference that has not converged is none.
warnings.simplefilter("error", ConvergenceWarning)

# Transformers: a small data set with everything that makes them differ.


def numbers(random, rows):
    """Columns of ordinary size, of counts with zeros, of a large mean with little spread, and constant."""
    table = np.column_stack(
        [
            random.gamma(4, 3, rows),
            random.poisson(1.5, rows),
            42 + random.normal(0, 1e-3, rows),
            np.full(rows, 7.5),
        ]
    )
    table[random.random(table.shape) < 0.15] = np.nan
    return float32(table)


def transformers():
    random = np.random.default_rng(20260101)
    fit, apply = numbers(random, 24), numbers(random, 6)
    # Nothing is missing in this column when fitted, only later.
    fit[:, 1] = np.where(np.isnan(fit[:, 1]), 3, fit[:, 1])
    both = np.vstack([fit, apply])

    vocabulary = ["brick", "slate", "tar", "thatch", "tin", "zinc"]
    # zinc stays unseen while fitting, thatch and tin are rare.
    roofs = random.choice(["brick", "slate", "tar"], 18).tolist() + ["thatch", "tin", "tin", None, None, None]
    # Nothing rare and nothing missing.
    walls = random.choice(["brick", "slate"], 24).tolist()
    fit_texts = pd.DataFrame({"roof": roofs, "wall": walls}, dtype=object)
    apply_texts = pd.DataFrame(
        {
            "roof": ["brick", "tar", "thatch", "zinc", None, "straw"],
            "wall": ["slate", "brick", "tar", "straw", "slate", None],
        },
        dtype=object,
    )
    texts = pd.concat([fit_texts, apply_texts], ignore_index=True)

    imputed = {}
    for ours, theirs in {"mean": "mean", "median": "median", "mode": "most_frequent"}.items():
        imputer = SimpleImputer(strategy=theirs).fit(fit)
        imputed[ours] = plain(imputer.transform(both))
    constant = SimpleImputer(strategy="constant", fill_value=-1.0).fit(fit)
    indicator = MissingIndicator(error_on_new=False).fit(fit)

    encoded = {}
    for min_frequency in (1, 3):
        encoder = OneHotEncoder(
            min_frequency=min_frequency, handle_unknown="infrequent_if_exist", sparse_output=False
        ).fit(fit_texts)
        encoded[min_frequency] = {
            "columns": encoder.get_feature_names_out().tolist(),
            "values": plain(encoder.transform(texts)),
        }

    write(
        "transformers.json",
        PACKAGES,
        {
            "fittedRows": len(fit),
            "numbers": plain(both),
            "imputed": {**imputed, "constant": plain(constant.transform(both))},
            "missing": {
                "columns": plain(indicator.features_),
                "values": plain(indicator.transform(both).astype(float)),
            },
            "scaled": plain(StandardScaler().fit(fit).transform(both)),
            "log1p": plain(FunctionTransformer(np.log1p).fit(fit).transform(both)),
            "vocabulary": vocabulary,
            "texts": plain(texts.where(texts.notna(), None).to_numpy().tolist()),
            "oneHot": encoded,
        },
    )


# Linear models on the Ames houses.

FEW = ["Lot_Area", "Gr_Liv_Area", "Year_Built"]
SOME = FEW + ["Total_Bsmt_SF", "Garage_Area", "Full_Bath", "Fireplaces", "Longitude", "Latitude"]
# First_Flr_SF + Second_Flr_SF is nearly Gr_Liv_Area: columns that almost repeat each other.
MANY = SOME + [
    "Lot_Frontage",
    "Year_Remod_Add",
    "Mas_Vnr_Area",
    "BsmtFin_SF_1",
    "BsmtFin_SF_2",
    "Bsmt_Unf_SF",
    "First_Flr_SF",
    "Second_Flr_SF",
    "Bsmt_Full_Bath",
    "Half_Bath",
    "Bedroom_AbvGr",
    "Kitchen_AbvGr",
    "TotRms_AbvGrd",
    "Garage_Cars",
    "Wood_Deck_SF",
    "Open_Porch_SF",
    "Enclosed_Porch",
    "Screen_Porch",
    "Misc_Val",
    "Mo_Sold",
    "Year_Sold",
]

# What is fitted: columns, first rows of the file, whether they are scaled, target, and the penalties.
COLUMNS = {"few": FEW, "some": SOME, "many": MANY}
CASES = [
    {"columns": "few", "rows": 2930, "scaled": False, "target": "price", "lasso": [10, 1e4], "ridge": [1e-3, 1e6]},
    {"columns": "some", "rows": 2930, "scaled": False, "target": "log price", "lasso": [1e-3, 0.1], "ridge": [1, 1e3]},
    {"columns": "some", "rows": 2930, "scaled": True, "target": "log price", "lasso": [1e-4, 1e-2], "ridge": [1, 1e3]},
    {"columns": "many", "rows": 2930, "scaled": True, "target": "log price", "lasso": [5e-4, 0.05], "ridge": [1, 1e3]},
    {"columns": "many", "rows": 2930, "scaled": True, "target": "price", "lasso": [5, 2e3], "ridge": [0.1, 100]},
    {"columns": "many", "rows": 2930, "scaled": False, "target": "price", "lasso": [100], "ridge": [10]},
    # More columns than rows.
    {"columns": "many", "rows": 20, "scaled": True, "target": "log price", "lasso": [1e-3, 0.05], "ridge": [0.01, 10]},
]

PREDICTED_ROWS = 8


def linear_models():
    ames = pd.read_csv("data/ames.csv")
    models = []
    for case in CASES:
        x = float32(ames[COLUMNS[case["columns"]]])
        price = ames["Sale_Price"].to_numpy(np.float64)
        y = np.log(price) if case["target"] == "log price" else price
        x, y = x[: case["rows"]], y[: case["rows"]]
        if case["scaled"]:
            x = float32(StandardScaler().fit_transform(x))
        for name, make in (
            # Far below scikit-learn's own tolerance: the reference must be better than what it judges.
            ("lasso", lambda alpha: Lasso(alpha=alpha, tol=1e-12, max_iter=10_000_000)),
            ("ridge", lambda alpha: Ridge(alpha=alpha, solver="svd")),
        ):
            for alpha in case[name]:
                model = make(alpha).fit(x, y)
                models.append(
                    {
                        "estimator": name,
                        "alpha": alpha,
                        **{key: case[key] for key in ("columns", "rows", "scaled", "target")},
                        "intercept": plain(model.intercept_),
                        "coefficients": plain(model.coef_),
                        "predictions": plain(model.predict(x[:PREDICTED_ROWS])),
                    }
                )
    write("linear-models.json", PACKAGES, {"columns": COLUMNS, "models": models})


transformers()
linear_models()
