package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.List;

/** A node, ready to run: its inputs in, its outputs out. */
@FunctionalInterface
interface Kernel {

  List<PtNDArray> run(Inputs inputs);

  /** A kernel with one output. */
  @FunctionalInterface
  interface Single {
    PtNDArray run(Inputs inputs);
  }

  static Kernel single(Single kernel) {
    return inputs -> List.of(kernel.run(inputs));
  }
}
