package io.vedette.federated.compress.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Channels that are found to be one and the same: a union of disjoint sets, path by path. */
final class MergedChannels {

  private final List<Integer> parents = new ArrayList<>();
  private final List<Boolean> fixed = new ArrayList<>();

  /** New channels, each by itself. */
  int[] make(int count) {
    int[] made = new int[count];
    for (int i = 0; i < count; i++) {
      made[i] = parents.size();
      parents.add(made[i]);
      fixed.add(false);
    }
    return made;
  }

  /** The channel that stands for all that are the same. */
  int find(int slot) {
    int root = slot;
    while (parents.get(root) != root) {
      root = parents.get(root);
    }
    for (int at = slot; at != root; ) {
      int next = parents.get(at);
      parents.set(at, root);
      at = next;
    }
    return root;
  }

  /** The channels of two tensors are the same, one by one. */
  void join(int[] one, int[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(one.length + " channels and " + other.length);
    }
    for (int i = 0; i < one.length; i++) {
      int a = find(one[i]);
      int b = find(other[i]);
      parents.set(b, a);
      fixed.set(a, fixed.get(a) || fixed.get(b));
    }
  }

  /** These channels must stay. */
  void fix(int[] slots) {
    Arrays.stream(slots).forEach(slot -> fixed.set(find(slot), true));
  }

  boolean isFixed(int slot) {
    return fixed.get(find(slot));
  }
}
