"""Writes small ONNX models of other tools, and what ONNX Runtime answers, for test/importing.

The committed files were made with Python 3.11.7, scikit-learn 1.5.2, skl2onnx 1.20.0, onnxmltools 1.16.0,
xgboost 2.1.4, lightgbm 4.7.0, onnx 1.23.2 and onnxruntime 1.32.0:

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install scikit-learn==1.5.2 skl2onnx==1.20.0 onnxmltools==1.16.0 \
        xgboost==2.1.4 lightgbm==4.7.0 onnx==1.23.2 onnxruntime==1.32.0 pandas==3.1.1
    /tmp/references/bin/python scripts/references/make_foreign_models.py

It runs from the top folder of the repository, reads data/*.csv and writes models to
test/fixtures/foreign, and to test/references/foreign-models.json rows for each, by the name of the input,
and the answers to them. What exporters of
neural networks write (PyTorch, tf2onnx, CNTK) is written here by hand after their files, since the exporters
are large: names, axes and operators are theirs.
"""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pandas as pd
from lightgbm import LGBMClassifier, LGBMRegressor
from onnx import TensorProto, helper, numpy_helper
from onnxmltools.convert.lightgbm.operator_converters.LightGbm import convert_lightgbm
from onnxmltools.convert.xgboost.operator_converters.XGBoost import convert_xgboost
from skl2onnx import convert_sklearn, update_registered_converter
from skl2onnx.common.data_types import (
    DoubleTensorType,
    FloatTensorType,
    Int64TensorType,
    StringTensorType,
)
from skl2onnx.common.shape_calculator import (
    calculate_linear_classifier_output_shapes,
    calculate_linear_regressor_output_shapes,
)
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import SVC, LinearSVC
from xgboost import XGBClassifier

OUT = Path("test/fixtures/foreign")
REFERENCES = Path("test/references/foreign-models.json")
OPSETS = {"": 17, "ai.onnx.ml": 3}
RANDOM = np.random.default_rng(7)

update_registered_converter(
    XGBClassifier, "XGBoostXGBClassifier", calculate_linear_classifier_output_shapes, convert_xgboost,
    options={"nocl": [True, False], "zipmap": [True, False, "columns"]},
)
update_registered_converter(
    LGBMClassifier, "LightGbmLGBMClassifier", calculate_linear_classifier_output_shapes, convert_lightgbm,
    options={"nocl": [True, False], "zipmap": [True, False, "columns"]},
)
update_registered_converter(
    LGBMRegressor, "LightGbmLGBMRegressor", calculate_linear_regressor_output_shapes, convert_lightgbm,
)

references = {}


def plain(array):
    """A tensor as JSON holds it: whole numbers as texts, since those of 64 bits do not fit."""
    array = np.asarray(array)
    if array.dtype.kind in "iu":
        values = [str(value) for value in array.ravel()]
    elif array.dtype.kind == "f":
        values = [float(value) for value in array.astype(np.float64).ravel()]
    else:
        values = array.ravel().tolist()
    return {"dims": list(array.shape), "dtype": str(array.dtype), "values": values}


def unmapped(output):
    """What a ZipMap made, as the matrix that it was made of."""
    if isinstance(output, list) and output and isinstance(output[0], dict):
        return np.array([list(row.values()) for row in output], dtype=np.float32)
    return output


def save(name, model, rows):
    """Writes a model and its answers to rows, which hold an array for each input, rows first."""
    content = model.SerializeToString()
    (OUT / f"{name}.onnx").write_bytes(content)
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    outputs = session.run(None, rows)
    names = [output.name for output in session.get_outputs()]
    references[name] = {
        "inputs": {key: plain(value) for key, value in rows.items()},
        "outputs": {key: plain(unmapped(value)) for key, value in zip(names, outputs)},
    }


def sklearn_models():
    x, y = load_iris(return_X_y=True)
    x = x.astype(np.float32)
    rows = x[::10]
    flowers = np.array(["setosa", "versicolor", "virginica"])[y]
    matrix = [("X", FloatTensorType([None, 4]))]
    options = {"target_opset": OPSETS}
    logistic = LogisticRegression(max_iter=500).fit(x, y)
    save("iris-logistic", convert_sklearn(logistic, "iris", matrix, **options), {"X": rows})
    forest = RandomForestClassifier(5, max_depth=3, random_state=1).fit(x, flowers)
    save("iris-forest", convert_sklearn(forest, "iris", matrix, **options), {"X": rows})
    columns = convert_sklearn(forest, "iris", matrix, options={"zipmap": "columns"}, **options)
    save("iris-columns", columns, {"X": rows})
    plain_map = convert_sklearn(logistic, "iris", matrix, options={"zipmap": False}, **options)
    save("iris-nozipmap", plain_map, {"X": rows})
    svm = LinearSVC().fit(x, y)
    save("iris-linear-svc", convert_sklearn(svm, "iris", matrix, **options), {"X": rows})
    calibrated = SVC(probability=True, random_state=1).fit(x, flowers)
    save("iris-svc", convert_sklearn(calibrated, "iris", matrix, **options), {"X": rows})
    doubles = Ridge().fit(x[:, :3], x[:, 3])
    double_type = [("X", DoubleTensorType([None, 3]))]
    save("iris-double", convert_sklearn(doubles, "iris", double_type, **options), {"X": rows[:, :3].astype(np.float64)})


def credit():
    table = pd.read_csv("data/credit.csv")
    table = table.dropna(subset=["Status", "Home", "Marital", "Job", "Income", "Assets", "Debt"]).head(1500)
    texts = ["Home", "Marital", "Records", "Job"]
    whole = ["Seniority", "Time", "Age"]
    numbers = [name for name in table.columns if name not in [*texts, *whole, "Status"]]
    target = (table["Status"] == "good").astype(int)
    features = table[[*whole, *texts, *numbers]]
    inputs = [
        *[(name, Int64TensorType([None, 1])) for name in whole],
        *[(name, StringTensorType([None, 1])) for name in texts],
        *[(name, FloatTensorType([None, 1])) for name in numbers],
    ]
    rows = features.head(40)
    feeds = {
        name: rows[[name]].to_numpy(dtype={"I": np.int64, "S": object, "F": np.float32}[type(kind).__name__[0]])
        for name, kind in inputs
    }

    def prepared(unknown):
        return ColumnTransformer([
            ("texts", OneHotEncoder(handle_unknown=unknown, sparse_output=False), texts),
            ("whole", "passthrough", whole),
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        ])

    boosted = make_pipeline(prepared("ignore"), XGBClassifier(n_estimators=12, max_depth=3, random_state=1))
    boosted.fit(features, target)
    save("credit-xgboost", convert_sklearn(boosted, "credit", inputs, target_opset=OPSETS), feeds)
    # An unseen text is an error of this one, and its labels are texts.
    strict = make_pipeline(prepared("error"), LogisticRegression(max_iter=2000))
    strict.fit(features, table["Status"])
    save("credit-strict", convert_sklearn(strict, "credit", inputs, target_opset=OPSETS), feeds)
    light = make_pipeline(prepared("ignore"), LGBMClassifier(n_estimators=6, num_leaves=6, verbose=-1))
    light.fit(features, target)
    save("credit-lightgbm", convert_sklearn(light, "credit", inputs, target_opset=OPSETS), feeds)
    matrix = features[numbers].to_numpy(np.float32)
    regressor = LGBMRegressor(n_estimators=6, num_leaves=6, verbose=-1).fit(matrix[:, 1:], matrix[:, 0])
    matrix_type = [("input", FloatTensorType([None, matrix.shape[1] - 1]))]
    save("amount-lightgbm", convert_sklearn(regressor, "amount", matrix_type, target_opset=OPSETS), {"input": matrix[:30, 1:]})
    words = make_pipeline(OneHotEncoder(handle_unknown="error"), LogisticRegression(max_iter=2000))
    words.fit(features[texts].to_numpy(dtype=object), table["Status"])
    text_type = [("texts", StringTensorType([None, len(texts)]))]
    save("credit-texts", convert_sklearn(words, "words", text_type, target_opset=OPSETS), {"texts": rows[texts].to_numpy(dtype=object)})


def tensor(name, *shape, scale=0.3):
    return numpy_helper.from_array((RANDOM.standard_normal(shape) * scale).astype(np.float32), name)


def info(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def network(name, nodes, inputs, outputs, initializers, *, producer, opset=17, ir=8, listed=()):
    graph = helper.make_graph(nodes, name, [*inputs, *listed], outputs, initializers)
    model = helper.make_model(
        graph, producer_name=producer, opset_imports=[helper.make_opsetid("", opset)], ir_version=ir,
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def convolution(batch, weights):
    """A small network for digits, as torch.onnx.export writes it."""
    nodes = [
        helper.make_node("Conv", ["input", "conv.weight", "conv.bias"], ["/conv/Conv_output_0"],
                         dilations=[1, 1], group=1, kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[1, 1]),
        helper.make_node("Relu", ["/conv/Conv_output_0"], ["/relu/Relu_output_0"]),
        helper.make_node("MaxPool", ["/relu/Relu_output_0"], ["/pool/MaxPool_output_0"],
                         ceil_mode=0, kernel_shape=[2, 2], pads=[0, 0, 0, 0], strides=[2, 2]),
        helper.make_node("Flatten", ["/pool/MaxPool_output_0"], ["/Flatten_output_0"], axis=1),
        helper.make_node("Gemm", ["/Flatten_output_0", "fc.weight", "fc.bias"], ["output"],
                         alpha=1.0, beta=1.0, transB=1),
    ]
    return network("main_graph", nodes, [info("input", TensorProto.FLOAT, [batch, 1, 8, 8])],
                   [info("output", TensorProto.FLOAT, [batch, 10])], weights, producer="pytorch")


def networks():
    weights = [tensor("conv.weight", 4, 1, 3, 3), tensor("conv.bias", 4), tensor("fc.weight", 10, 64), tensor("fc.bias", 10)]
    images = RANDOM.random((6, 1, 8, 8)).astype(np.float32)
    save("torch-dynamic", convolution("batch_size", weights), {"input": images})
    save("torch-fixed", convolution(1, weights), {"input": images[:1]})

    # Pictures with their colours last, and softmax at the end, as tf2onnx writes Keras models.
    keras = [
        helper.make_node("Transpose", ["input_1"], ["t"], perm=[0, 3, 1, 2]),
        helper.make_node("Conv", ["t", "k", "b"], ["c"], kernel_shape=[3, 3], auto_pad="SAME_UPPER", strides=[2, 2]),
        helper.make_node("Relu", ["c"], ["r"]),
        helper.make_node("GlobalAveragePool", ["r"], ["g"]),
        helper.make_node("Squeeze", ["g", "axes"], ["s"]),
        helper.make_node("MatMul", ["s", "w"], ["m"]),
        helper.make_node("Softmax", ["m"], ["dense"], axis=-1),
    ]
    constants = [tensor("k", 5, 3, 3, 3), tensor("b", 5), tensor("w", 5, 4, scale=2),
                 numpy_helper.from_array(np.array([2, 3], np.int64), "axes")]
    model = network("tf2onnx", keras, [info("input_1", TensorProto.FLOAT, ["unk__12", 16, 16, 3])],
                    [info("dense", TensorProto.FLOAT, ["unk__13", 4])], constants, producer="tf2onnx")
    save("keras-softmax", model, {"input_1": RANDOM.random((5, 16, 16, 3)).astype(np.float32)})

    # Axes of any length, several of them.
    free = [
        helper.make_node("Conv", ["images", "k", "b"], ["c"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
        helper.make_node("GlobalAveragePool", ["c"], ["g"]),
        helper.make_node("Flatten", ["g"], ["features"]),
    ]
    model = network("free", free, [info("images", TensorProto.FLOAT, ["N", 3, "H", "W"])],
                    [info("features", TensorProto.FLOAT, ["N", 5])], constants[:2], producer="pytorch")
    save("torch-free", model, {"images": RANDOM.random((2, 3, 12, 10)).astype(np.float32)})

    # The MNIST model of the ONNX zoo: made by CNTK, one picture a run, constants listed as inputs.
    mnist = [
        helper.make_node("Conv", ["Input3", "Parameter5"], ["Convolution28_Output_0"], auto_pad="SAME_UPPER",
                         dilations=[1, 1], group=1, kernel_shape=[5, 5], strides=[1, 1]),
        helper.make_node("Add", ["Convolution28_Output_0", "Parameter6"], ["Plus30_Output_0"]),
        helper.make_node("Relu", ["Plus30_Output_0"], ["ReLU32_Output_0"]),
        helper.make_node("MaxPool", ["ReLU32_Output_0"], ["Pooling66_Output_0"], auto_pad="NOTSET",
                         kernel_shape=[7, 7], pads=[0, 0, 0, 0], strides=[7, 7]),
        helper.make_node("Reshape", ["Pooling66_Output_0", "shape"], ["Pooling160_Output_0_reshape0"]),
        helper.make_node("MatMul", ["Pooling160_Output_0_reshape0", "Parameter193"], ["Times212_Output_0"]),
        helper.make_node("Add", ["Times212_Output_0", "Parameter194"], ["Plus214_Output_0"]),
    ]
    constants = [tensor("Parameter5", 2, 1, 5, 5), tensor("Parameter6", 2, 1, 1),
                 numpy_helper.from_array(np.array([1, 32], np.int64), "shape"),
                 tensor("Parameter193", 32, 10), tensor("Parameter194", 1, 10)]
    listed = [info(one.name, one.data_type, list(one.dims)) for one in constants]
    model = network("CNTKGraph", mnist, [info("Input3", TensorProto.FLOAT, [1, 1, 28, 28])],
                    [info("Plus214_Output_0", TensorProto.FLOAT, [1, 10])], constants,
                    producer="CNTK", opset=8, ir=3, listed=listed)
    save("mnist", model, {"Input3": RANDOM.integers(0, 256, (1, 1, 28, 28)).astype(np.float32)})

    # Token numbers of a text of any length, and which of them count.
    text = [
        helper.make_node("Gather", ["embeddings", "input_ids"], ["e"]),
        helper.make_node("Cast", ["attention_mask"], ["m"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["m", "last"], ["u"]),
        helper.make_node("Mul", ["e", "u"], ["masked"]),
        helper.make_node("ReduceSum", ["masked", "one"], ["pooled"], keepdims=0),
        helper.make_node("MatMul", ["pooled", "w"], ["logits"]),
        helper.make_node("Identity", ["masked"], ["last_hidden_state"]),
    ]
    constants = [tensor("embeddings", 30, 6), tensor("w", 6, 2), numpy_helper.from_array(np.array([-1], np.int64), "last"),
                 numpy_helper.from_array(np.array([1], np.int64), "one")]
    axes = ["batch_size", "sequence_length"]
    model = network("text", text, [info("input_ids", TensorProto.INT64, axes), info("attention_mask", TensorProto.INT64, axes)],
                    [info("logits", TensorProto.FLOAT, ["batch_size", 2]),
                     info("last_hidden_state", TensorProto.FLOAT, [*axes, 6])], constants, producer="pytorch")
    ids = RANDOM.integers(0, 30, (3, 7))
    save("text-tokens", model, {"input_ids": ids, "attention_mask": (ids > 3).astype(np.int64)})

    # Whole numbers that a double does not hold, texts and truth values, as they are.
    echo = [
        helper.make_node("Add", ["id", "increment"], ["next"]),
        helper.make_node("Identity", ["name"], ["same"]),
        helper.make_node("Not", ["flag"], ["opposite"]),
        helper.make_node("Cast", ["level"], ["half"], to=TensorProto.FLOAT16),
    ]
    model = network("echo", echo,
                    [info("id", TensorProto.INT64, ["N"]), info("name", TensorProto.STRING, ["N", 1]),
                     info("flag", TensorProto.BOOL, ["N"]), info("level", TensorProto.UINT8, ["N", 2])],
                    [info("next", TensorProto.INT64, ["N"]), info("same", TensorProto.STRING, ["N", 1]),
                     info("opposite", TensorProto.BOOL, ["N"]), info("half", TensorProto.FLOAT16, ["N", 2])],
                    [numpy_helper.from_array(np.array([1], np.int64), "increment")], producer="hand")
    save("echo", model, {
        "id": np.array([9007199254740993, -9223372036854775808, 5], np.int64),
        "name": np.array([["Grüße"], [""], ["b"]], dtype=object),
        "flag": np.array([True, False, True]),
        "level": np.array([[0, 255], [1, 2], [3, 4]], np.uint8),
    })


OUT.mkdir(parents=True, exist_ok=True)
sklearn_models()
credit()
networks()
REFERENCES.write_text(json.dumps(references, ensure_ascii=False) + "\n", encoding="utf8")
