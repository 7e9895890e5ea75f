"""How the scripts of this folder write their numbers: small JSON that the same versions write the same."""

import json
import re
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np

OUT = Path("test/references")

# The digits that a float32 holds, and a few more: the files stay small and lose nothing.
SIGNIFICANT_DIGITS = 12


def plain(values):
    """Nested lists of numbers and texts that JSON can hold."""
    if isinstance(values, (list, tuple, np.ndarray)):
        return [plain(value) for value in values]
    if values is None or isinstance(values, str):
        return values
    number = float(values)
    return None if np.isnan(number) else float(f"{number:.{SIGNIFICANT_DIGITS}g}")


def float32(values):
    """Numbers as predictql reads them: rounded to float32, held as float64."""
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def write(name, packages, content):
    """Writes one file, with the versions of the packages that made it."""
    versions = {"python": ".".join(map(str, sys.version_info[:3]))}
    versions.update((package, version(package)) for package in packages)
    text = json.dumps({"versions": versions, **content}, indent=1)
    # Innermost lists on one line each: a row of a table is a line of the file.
    text = re.sub(r"\[[^\[\]{}]*\]", lambda found: re.sub(r"\s+", " ", found[0]), text)
    (OUT / name).write_text(text + "\n", encoding="utf8")
