package io.vedette.federated.architecture;

/**
 * A tensor {@code [batch, channels, height, width]} while a network is being built.
 *
 * @param tensor its name in the graph
 */
record Feature(String tensor, int channels) {}
