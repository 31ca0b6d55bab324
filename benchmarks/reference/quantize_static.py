"""ONNX Runtime's quantize_static on one detector, in many settings: one ONNX file each.

    python quantize_static.py MODEL.onnx INPUTS.npy OUTPUT_FOLDER

INPUTS.npy holds what the model takes, [pictures, 3, height, width], float32: the very tensors that
`vedette compress` calibrates with. Prints a line for each setting: its name and seconds, or why it
failed. Measure the files with `vedette evaluate`.
"""

import pathlib
import sys
import time

import numpy as np
import onnx
import onnxruntime as ort
from onnx import version_converter
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process

METHODS = {
    "minmax": (CalibrationMethod.MinMax, {}),
    "entropy": (CalibrationMethod.Entropy, {}),
    "percentile": (CalibrationMethod.Percentile, {"CalibPercentile": 99.999}),
}

# calibration, a scale per channel, seven bits for weights, the head left in float
SETTINGS = [
    ("minmax", False, False, False),  # the tool's default
    ("minmax", True, False, False),
    ("minmax", True, False, True),
    ("entropy", True, False, True),
    ("percentile", True, False, True),
    ("percentile", True, True, True),
    ("percentile", True, False, False),
]


class Inputs(CalibrationDataReader):
    """The pictures, one at a time."""

    def __init__(self, name, pictures):
        self.name, self.pictures, self.next = name, pictures, 0

    def get_next(self):
        if self.next == len(self.pictures):
            return None
        self.next += 1
        return {self.name: self.pictures[self.next - 1 : self.next]}


def head(model):
    """Nodes from the last convolution on every way to an output on: what a careful user leaves out."""
    leading, after = set(), []
    for node in reversed(model.graph.node):
        leads = any(output in leading for output in node.output)
        if node.op_type == "Conv" or (leads and node.op_type != "Softmax"):
            leading.update(node.input)
        if not leads:
            after.append(node.name)
    return after


def prepared(path, folder):
    """Named nodes, opset 13 (scales per channel need it), the tool's own preparation."""
    model = onnx.load(path)
    inputs = {tensor.name for tensor in model.graph.initializer}
    kept = [value for value in model.graph.input if value.name not in inputs]
    del model.graph.input[:]
    model.graph.input.extend(kept)
    if model.opset_import[0].version < 13:
        model = version_converter.convert_version(model, 13)
    for index, node in enumerate(model.graph.node):
        node.name = f"{node.op_type}_{index}"
    raw, ready = folder / "raw.onnx", folder / "ready.onnx"
    onnx.save(model, raw)
    quant_pre_process(str(raw), str(ready), skip_symbolic_shape=True)
    raw.unlink()
    return ready


def main(path, inputs, output):
    folder = pathlib.Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    pictures = np.load(inputs)
    ready = prepared(path, folder)
    model = onnx.load(ready)
    left_out = head(model)
    name = model.graph.input[0].name
    for method, channels, reduced, headless in SETTINGS:
        setting = "-".join(
            [method]
            + ["per-channel" if channels else "per-tensor"]
            + (["reduced"] if reduced else [])
            + (["headless"] if headless else [])
        )
        start = time.time()
        try:
            kind, extra = METHODS[method]
            quantize_static(
                str(ready),
                str(folder / f"{setting}.onnx"),
                Inputs(name, pictures),
                quant_format=QuantFormat.QDQ,
                activation_type=QuantType.QUInt8,
                weight_type=QuantType.QInt8,
                per_channel=channels,
                reduce_range=reduced,
                calibrate_method=kind,
                nodes_to_exclude=left_out if headless else [],
                extra_options=extra,
            )
            print(setting, f"{time.time() - start:.1f}", flush=True)
        except Exception as error:  # a setting that fails is a result too
            print(setting, "failed:", str(error).splitlines()[0][:200], flush=True)
    ready.unlink()
    print("onnxruntime", ort.__version__)


if __name__ == "__main__":
    main(*sys.argv[1:])
