package io.vedette.federated.compress.prune;

import java.util.List;

/**
 * Channels that can only be cut together.
 *
 * @param channel stands for them in the {@link ChannelFlow}
 * @param filters what makes them
 */
record PruningUnit(int channel, List<Filter> filters) {

  /** One output channel of a convolution, which is named by its output. */
  record Filter(String convolution, int index) {}

  PruningUnit {
    filters = List.copyOf(filters);
  }

  /** Units of one family are made by the same convolutions: each of them has one of every unit. */
  List<String> family() {
    return filters.stream().map(Filter::convolution).toList();
  }
}
