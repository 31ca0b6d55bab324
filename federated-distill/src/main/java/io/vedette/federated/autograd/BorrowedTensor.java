package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import org.jspecify.annotations.Nullable;

/**
 * A lasting tensor as one scope sees it: the same native tensor, but what is computed from it
 * belongs to the scope, and closing it frees nothing.
 */
final class BorrowedTensor extends PtNDArray {

  private final long @Nullable [] integers;

  BorrowedTensor(PtNDManager manager, PtNDArray owner, long @Nullable [] integers) {
    super(manager, owner.getHandle());
    this.integers = integers;
  }

  /** Its values when they are integers that never change; spares a native call. */
  long @Nullable [] integers() {
    return integers;
  }

  @Override
  public void close() {
    // The owner frees it.
  }
}
