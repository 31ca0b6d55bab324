package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.List;

/** A node, ready to run: its inputs in, its outputs out. */
@FunctionalInterface
interface Kernel {

  List<PtNDArray> run(KernelInputs inputs);

  /** A kernel with one output. */
  @FunctionalInterface
  interface Single {
    PtNDArray run(KernelInputs inputs);
  }

  static Kernel single(Single kernel) {
    return inputs -> List.of(kernel.run(inputs));
  }
}
