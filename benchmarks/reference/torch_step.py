"""The reference of `benchmarks/run train-step` and `operators`: the same ONNX graph, eagerly, in PyTorch.

    python3 torch_step.py MODEL.onnx BATCH [THREADS=N] STEPS

Each step: forward to the head's logits (or the graph's outputs), the sum of their mean squares, backward, clipping,
AdamW. Needs torch, onnx and numpy; Vedette itself needs none of them.
"""

import re
import sys
import time
from collections import Counter

import onnx
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper

path, batch, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[-1])
for word in sys.argv[3:-1]:
    if word.startswith("THREADS="):
        torch.set_num_threads(int(word[8:]))

graph = onnx.load(path).graph
NODES = list(graph.node)
values = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
attributes = {n.output[0]: {a.name: helper.get_attribute_value(a) for a in n.attribute} for n in NODES}


def wanted():
    logits = [o for n in NODES if n.op_type == "Conv" for o in n.output if o.endswith("_logits")]
    return logits or [o.name for o in graph.output]


def needed(outputs):
    names, program = set(outputs), []
    for node in reversed(NODES):
        if names & set(node.output):
            names |= set(node.input)
            program.insert(0, node)
    return program


WANTED = wanted()
PROGRAM = needed(WANTED)
USES = Counter(name for node in PROGRAM for name in node.input)
# x * sigmoid(x) is torch's own silu
GATES = {n.output[0]: n.input[0] for n in PROGRAM if n.op_type == "Sigmoid" and USES[n.output[0]] == 1}
GATES = {
    gate: x
    for gate, x in GATES.items()
    if any(n.op_type == "Mul" and set(n.input) == {gate, x} for n in PROGRAM)
}
LAST = {name: i for i, node in enumerate(PROGRAM) for name in node.input}

PARAMETERS = []
for node in PROGRAM:
    learned = {"Conv": node.input[1:3], "BatchNormalization": node.input[1:3], "Add": node.input}
    for name in learned.get(node.op_type, ()):
        if name in values and values[name].is_floating_point():
            PARAMETERS.append(values[name].requires_grad_())


def conv(get, n, a):
    bias = get(n.input[2]) if len(n.input) > 2 else None
    return F.conv2d(
        get(n.input[0]),
        get(n.input[1]),
        bias,
        a.get("strides", [1, 1]),
        a.get("pads", [0, 0])[:2],
        a.get("dilations", [1, 1]),
        a.get("group", 1),
    )


def batch_norm(get, n, a):
    mean, variance = values[n.input[3]], values[n.input[4]]
    scale, bias = get(n.input[1]), get(n.input[2])
    return F.batch_norm(get(n.input[0]), mean, variance, scale, bias, True, 1 - a["momentum"], a["epsilon"])


def mul(get, n, a):
    gate = next((name for name in n.input if name in GATES), None)
    return F.silu(get(GATES[gate])) if gate else get(n.input[0]) * get(n.input[1])


def reshape(get, n, a):
    x = get(n.input[0])
    shape = values[n.input[1]].tolist()
    return x.reshape([x.shape[i] if d == 0 else d for i, d in enumerate(shape)])


OPERATORS = {
    "Conv": conv,
    "BatchNormalization": batch_norm,
    "Mul": mul,
    "Reshape": reshape,
    "Relu": lambda get, n, a: F.relu(get(n.input[0])),
    "HardSwish": lambda get, n, a: F.hardswish(get(n.input[0])),
    "Sigmoid": lambda get, n, a: torch.sigmoid(get(n.input[0])),
    "Add": lambda get, n, a: get(n.input[0]) + get(n.input[1]),
    "Concat": lambda get, n, a: torch.cat([get(name) for name in n.input], a["axis"]),
    "Split": lambda get, n, a: torch.split(get(n.input[0]), values[n.input[1]].tolist(), a.get("axis", 0)),
    "MaxPool": lambda get, n, a: F.max_pool2d(get(n.input[0]), a["kernel_shape"], a["strides"], a["pads"][:2]),
    "Resize": lambda get, n, a: F.interpolate(get(n.input[0]), scale_factor=2, mode="nearest"),
    "Transpose": lambda get, n, a: get(n.input[0]).permute(a["perm"]),
    "MatMul": lambda get, n, a: get(n.input[0]) @ get(n.input[1]),
    "Softmax": lambda get, n, a: F.softmax(get(n.input[0]), a.get("axis", -1)),
}


def forward(x):
    alive = {graph.input[0].name: x}

    def get(name):
        return alive[name] if name in alive else values[name]

    for i, node in enumerate(PROGRAM):
        if node.output[0] not in GATES:
            made = OPERATORS[node.op_type](get, node, attributes[node.output[0]])
            alive.update(zip(node.output, made if isinstance(made, tuple) else (made,)))
        for name in node.input:
            if LAST[name] == i and name not in WANTED:
                alive.pop(name, None)
    return [alive[name] for name in WANTED]


shape = [d.dim_value for d in graph.input[0].type.tensor_type.shape.dim]
x = torch.rand(batch, *shape[1:])
optimizer = torch.optim.AdamW(PARAMETERS, lr=1e-4, weight_decay=0.02)
for step in range(steps):
    start = time.perf_counter()
    optimizer.zero_grad(set_to_none=True)
    loss = sum(o.square().mean() for o in forward(x))
    loss.item()
    went = time.perf_counter()
    loss.backward()
    came = time.perf_counter()
    torch.nn.utils.clip_grad_norm_(PARAMETERS, 10)
    optimizer.step()
    end = time.perf_counter()
    print(
        f"step {1e3 * (end - start):.2f} ms: forward {1e3 * (went - start):.2f},"
        f" backward {1e3 * (came - went):.2f}, update {1e3 * (end - came):.2f}",
        flush=True,
    )
peak = re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())
print("peak", int(peak.group(1)) // 1024)
