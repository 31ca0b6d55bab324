package io.vedette.federated.architecture;

/**
 * A tensor {@code [batch, channels, side, side]} while a network is being built.
 *
 * @param tensor its name in the graph
 * @param side height and width, cells
 */
record Feature(String tensor, int channels, int side) {

  long cells() {
    return (long) side * side;
  }
}
