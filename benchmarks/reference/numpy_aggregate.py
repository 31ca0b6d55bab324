"""The reference of `benchmarks/run federation`: the same rule over updates in memory, by numpy.

    python3 numpy_aggregate.py RULE UPDATES VALUES POISONED

Prints processor seconds of the rule alone, all threads together. Needs numpy.
"""

import sys
import time

import numpy as np

rule, count, size, poisoned = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
random = np.random.default_rng(1)
updates = [random.random(size, dtype=np.float32) - np.float32(0.5) for _ in range(count)]
examples = np.arange(1, count + 1)


def fedavg():
    """In place: one sum and one buffer."""
    shares = examples / examples.sum()
    total = np.zeros(size, np.float32)
    buffer = np.empty(size, np.float32)
    for update, share in zip(updates, shares):
        np.multiply(update, np.float32(share), out=buffer)
        np.add(total, buffer, out=total)
    return total


def median():
    return np.median(np.stack(updates), axis=0)


def trimmed_mean():
    ordered = np.sort(np.stack(updates), axis=0)
    return ordered[poisoned : count - poisoned].mean(axis=0)


def krum(single=False):
    """Distances by subtracting first, the squares summed in double, or by a dot product in float32."""
    squared = np.zeros((count, count))
    buffer = np.empty(size, np.float32)
    for a in range(count):
        for b in range(a + 1, count):
            np.subtract(updates[a], updates[b], out=buffer)
            if single:
                squared[a, b] = squared[b, a] = np.dot(buffer, buffer)
            else:
                np.multiply(buffer, buffer, out=buffer)
                squared[a, b] = squared[b, a] = buffer.sum(dtype=np.float64)
    nearest = np.sort(squared, axis=1)[:, 1 : count - poisoned - 1].sum(axis=1)
    return updates[int(nearest.argmin())]


rules = {
    "fedavg": fedavg,
    "median": median,
    "trimmed-mean": trimmed_mean,
    "krum": krum,
    "krum-float32": lambda: krum(single=True),
}
if rule not in rules:
    print("nan")
    sys.exit(0)
begin = time.process_time()
rules[rule]()
print(time.process_time() - begin)
