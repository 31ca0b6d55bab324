package io.vedette.federated.architecture;

/** What weighs the backbone's coarsest level before the neck takes it. */
public enum Attention {
  /** Nothing. */
  NONE((layers, name, x, repeats) -> x),
  /** {@link PartialAttention}: every cell looks at all others; costs grow with their square. */
  C2PSA((layers, name, x, repeats) -> new PartialAttention(layers).c2psa(name, x, repeats)),
  /** {@link SqueezeExcitation}: one weight for every channel; next to no cost. */
  SQUEEZE_EXCITATION((layers, name, x, repeats) -> SqueezeExcitation.apply(layers, name, x));

  interface Block {
    Feature append(Layers layers, String name, Feature x, int repeats);
  }

  private final Block block;

  Attention(Block block) {
    this.block = block;
  }

  Feature append(Layers layers, String name, Feature x, int repeats) {
    return block.append(layers, name, x, repeats);
  }
}
