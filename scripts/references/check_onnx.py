"""Checks ONNX files with the format's own checker, which ONNX Runtime does not run.

Run by hand on files that predictql has written, such as `registry/*/*/model.onnx` after training; last run
with onnx 1.23.2 on Python 3.11.7:

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install onnx==1.23.2
    /tmp/references/bin/python scripts/references/check_onnx.py registry/*/*/model.onnx

Every node is checked against its operator's signature, and all types and shapes are inferred and compared
with those that the file claims. Ends with status 1 when a file fails.
"""

import sys
from pathlib import Path

import onnx
from onnx import checker, numpy_helper, shape_inference


def fault(path):
    """Why the file is no sound model, or None."""
    try:
        model = onnx.load(path)
        checker.check_model(model, full_check=True)
        shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
        for tensor in model.graph.initializer:
            numpy_helper.to_array(tensor)
    except Exception as error:  # The checker raises errors of several kinds; each is a fault of the file.
        return f"{type(error).__name__}: {error}"
    return None


def summary(path):
    model = onnx.load(path)
    opsets = ", ".join(f"{entry.domain or 'ai.onnx'} {entry.version}" for entry in model.opset_import)
    return f"{len(model.graph.node)} nodes, IR {model.ir_version}, {opsets}"


def main(paths):
    if not paths:
        sys.exit("Name the .onnx files to check.")
    faults = {path: fault(path) for path in paths}
    for path, reason in faults.items():
        print(f"{path}: {summary(path) if reason is None else reason}")
    sys.exit(1 if any(faults.values()) else 0)


main([Path(argument) for argument in sys.argv[1:]])
