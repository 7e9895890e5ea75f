"""Writes the numbers that test/training compares predictql's feature steps with.

The committed file was made with Python 3.11.7, scikit-learn 1.9.1, scipy 1.17.1, numpy 2.4.6 and pandas 3.1.1:

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6 pandas==3.1.1
    /tmp/references/bin/python -B scripts/references/make_feature_references.py

It runs from the top folder of the repository and writes test/references/features.json. JSON has no NaN:
null stands for it, and for a missing category. The same versions write the same bytes.
"""

import warnings

import numpy as np
import pandas as pd
from reference_file import float32, plain, write
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.preprocessing import (
    Binarizer,
    KBinsDiscretizer,
    MinMaxScaler,
    OrdinalEncoder,
    PolynomialFeatures,
    PowerTransformer,
    RobustScaler,
    TargetEncoder,
)

# Bins that coincide, and constant columns, are among what is compared.
warnings.filterwarnings("ignore", "Bins whose width are too small|Feature . is constant", UserWarning)

FITTED = 30
LATER = 8
EPOCH = pd.Timestamp("1970-01-01")
DAYS_PER_YEAR = 365.2425


def numbers(random, rows):
    """Skewed, signed, counts with many zeros, years, small, and constant columns."""
    return float32(
        np.column_stack(
            [
                random.gamma(2, 30, rows),
                random.normal(1, 4, rows) ** 3 / 20,
                random.poisson(0.7, rows),
                2010 - random.gamma(2, 15, rows).round(),
                random.normal(0, 1e-3, rows),
                np.full(rows, 7.5),
            ]
        )
    )


def with_holes(random, table):
    """NaN here and there but in the last column: PowerTransformer does not see that one is constant with NaN."""
    holes = random.random(table.shape) < 0.12
    holes[:, -1] = False
    return np.where(holes, np.nan, table)


def per_column(make, table):
    """What a transformer that refuses NaN makes of each column's values, NaN where they were."""
    columns = []
    for column in table.T:
        fitted = column[:FITTED]
        transformer = make().fit(fitted[~np.isnan(fitted)].reshape(-1, 1))
        filled = np.where(np.isnan(column), 0, column).reshape(-1, 1)
        made = np.asarray(transformer.transform(filled), dtype=np.float64)
        made[np.isnan(column)] = np.nan
        columns.append(made)
    return np.hstack(columns)


def fitted_on_first(transformer, table):
    return plain(transformer.fit(table[:FITTED]).transform(table))


def number_steps(random):
    complete = numbers(random, FITTED + LATER)
    holed = with_holes(random, complete)
    limits = np.nanquantile(holed[:FITTED], [0.05, 0.9], axis=0)
    bins, one_hot = {}, {}
    for name, options in {
        "width": {"strategy": "uniform"},
        "quantile": {"strategy": "quantile", "quantile_method": "linear"},
    }.items():
        make = lambda encode: lambda: KBinsDiscretizer(n_bins=5, encode=encode, **options)
        bins[name] = plain(per_column(make("ordinal"), holed))
        # NaN in a one-hot is no level: all zeros.
        one_hot[name] = plain(np.nan_to_num(per_column(make("onehot-dense"), holed[:, :3])))
    powers = {name: PowerTransformer(standardize=name == "scaled") for name in ("scaled", "plain")}
    angle = 2 * np.pi * holed / 7
    return {
        "complete": plain(complete),
        "holed": plain(holed),
        "minMax": fitted_on_first(MinMaxScaler(), holed),
        "minMaxClipped": fitted_on_first(MinMaxScaler((-2, 3), clip=True), holed),
        "robust": fitted_on_first(RobustScaler(), holed),
        "robustWide": fitted_on_first(RobustScaler(quantile_range=(10, 90)), holed),
        "winsorized": plain(np.clip(holed, limits[0], limits[1])),
        "bins": bins,
        "oneHotBins": one_hot,
        "yeoJohnson": {
            **{name: fitted_on_first(transformer, holed) for name, transformer in powers.items()},
            "lambdas": plain(powers["scaled"].lambdas_),
        },
        "square": plain(holed**2),
        "mirroredRoot": plain(np.sign(holed) * np.abs(holed) ** 0.5),
        "polynomial": fitted_on_first(PolynomialFeatures(2, include_bias=False), complete[:, :3]),
        "interactions": fitted_on_first(
            PolynomialFeatures(2, include_bias=False, interaction_only=True), complete[:, :3]
        ),
        "binarized": fitted_on_first(Binarizer(threshold=1.1), complete),
        "cyclic": plain(np.hstack([np.sin(angle), np.cos(angle)])),
        # Divided by the counts, of which some are 0.
        "ratio": plain(
            np.where(holed[:, 2] == 0, np.nan, holed[:, 0] / np.where(holed[:, 2] == 0, 1, holed[:, 2]))
        ),
    }


VOCABULARY = ["brick", "slate", "tar", "thatch", "tin", "zinc"]


def texts(random):
    """Roofs with rare and missing ones; walls of two levels; both with others later."""
    roofs = random.choice(["brick", "slate", "tar"], FITTED - 9).tolist()
    roofs += ["thatch", "tin", "tin", None, None, None, None, "thatch", "brick"]
    walls = random.choice(["brick", "slate"], FITTED).tolist()
    later_roofs = ["brick", "tar", "thatch", "zinc", None, "straw", "slate", "tin"]
    later_walls = ["slate", "brick", "tar", "straw", "slate", None, "brick", "brick"]
    return pd.DataFrame({"roof": roofs + later_roofs, "wall": walls + later_walls}, dtype=object)


def category_steps(random):
    table = texts(random)
    fit = table[:FITTED]
    targets = {
        "continuous": float32(random.normal(100, 20, FITTED) + 30 * (fit["roof"] == "slate")),
        "binary": (random.random(FITTED) < np.where(fit["wall"] == "brick", 0.7, 0.3)).astype(float),
        "multiclass": random.integers(0, 3, FITTED).astype(float),
    }

    encoded = []
    for kind, target in targets.items():
        y = target if kind == "continuous" else target.astype(int)
        splitter = KFold if kind == "continuous" else StratifiedKFold
        folds = splitter(4, shuffle=True, random_state=0)
        fold_of = np.empty(FITTED)
        for fold, (_, held) in enumerate(folds.split(fit, y)):
            fold_of[held] = fold
        for smooth in ("auto", 0.0, 5.0):
            encoder = TargetEncoder(target_type=kind, smooth=smooth, cv=folds)
            crossed = encoder.fit_transform(fit, y)
            encoded.append(
                {
                    "target": kind,
                    "smooth": smooth,
                    "folds": plain(fold_of),
                    "crossed": plain(crossed),
                    "values": plain(encoder.transform(table)),
                }
            )

    order = ["zinc", "tin", "thatch", "tar", "slate", "brick"]
    in_vocabulary = table.where(table.isin(order))
    ordinal = OrdinalEncoder(
        categories=[order, order], handle_unknown="use_encoded_value", unknown_value=np.nan
    ).fit(in_vocabulary.fillna("brick"))
    # An encoder with given categories takes None for unknown, which becomes missing too.
    ordered = ordinal.transform(in_vocabulary.where(in_vocabulary.notna(), "none"))

    # One column at a time: missing is a category of an encoder, not of ours.
    rare = []
    for name in fit:
        known = fit[[name]].dropna()
        encoder = OrdinalEncoder(min_frequency=4, handle_unknown="use_encoded_value", unknown_value=-1)
        codes = encoder.fit(known).transform(table[[name]].fillna("none")).ravel()
        rare.append(np.where(table[name].isna(), np.nan, codes))

    means = [pd.Series(targets["continuous"]).groupby(fit[name]).mean() for name in fit]
    ranks = [table[name].map(mean.rank() - 1) for name, mean in zip(fit, means)]
    counts = [
        table[name].fillna("none").map(fit[name].fillna("none").value_counts()).fillna(0) for name in fit
    ]
    return {
        "vocabulary": VOCABULARY,
        "texts": plain(table.where(table.notna(), None).to_numpy().tolist()),
        "targets": {name: plain(target) for name, target in targets.items()},
        "targetEncoded": encoded,
        "order": order,
        "ordinal": plain(ordered),
        "rare": plain(np.column_stack(rare)),
        "ordinalByTarget": plain(np.column_stack(ranks)),
        "counts": plain(np.column_stack(counts)),
    }


def date_steps(random):
    # pandas holds seconds from 1600 on in 64 bits.
    days = random.integers(-135_000, 157_000, (40, 2))
    dates = [pd.Series((EPOCH.to_datetime64() + column.astype("timedelta64[D]"))).dt for column in days.T]
    parts = {
        "year": lambda date: date.year,
        "month": lambda date: date.month,
        "day": lambda date: date.day,
        "dayOfWeek": lambda date: date.day_of_week + 1,
        "dayOfYear": lambda date: date.day_of_year,
        "quarter": lambda date: date.quarter,
        "isWeekend": lambda date: (date.day_of_week >= 5).astype(int),
    }
    return {
        "days": plain(days),
        "dateParts": plain(np.column_stack([read(date) for read in parts.values() for date in dates])),
        "yearsSince": plain((days[:, 1] - days[:, 0]) / DAYS_PER_YEAR),
        "yearsUntil2030": plain(2030 - (1970 + days[:, 0] / DAYS_PER_YEAR)),
    }


random = np.random.default_rng(20260102)
write(
    "features.json",
    ["scikit-learn", "scipy", "numpy", "pandas"],
    {
        "fittedRows": FITTED,
        "numbers": number_steps(random),
        "categories": category_steps(random),
        "dates": date_steps(random),
    },
)
