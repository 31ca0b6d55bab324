package io.vedette.federated.autograd;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Some parameters seen as one long vector: an optimizer's arithmetic is then a handful of library
 * calls however many parameters there are.
 */
final class ParameterSet {

  /** A parameter, and its values as a vector in the same memory, outside of what is recorded. */
  private record Member(PtNDArray parameter, PtNDArray flat) {}

  private final List<Member> members;
  private final long[] sizes;

  /** Whether a gradient has ever come, in this process or the one whose memory was taken over. */
  private final boolean[] reached;

  /** Whether this process has a gradient of it, maybe of zeros. */
  private final boolean[] present;

  /**
   * @param manager owns the views on the parameters
   */
  ParameterSet(PtNDManager manager, Collection<Tensor> parameters) {
    members =
        parameters.stream()
            .map(
                tensor -> {
                  PtNDArray here = new BorrowedTensor(manager, tensor.array(), null);
                  PtNDArray detached = JniUtils.detachGradient(here);
                  return new Member(tensor.array(), JniUtils.reshape(detached, new long[] {-1}));
                })
            .toList();
    sizes = members.stream().mapToLong(m -> m.flat().size()).toArray();
    reached = new boolean[sizes.length];
    present = new boolean[sizes.length];
  }

  int count() {
    return members.size();
  }

  /** Number of values in all parameters. */
  long size() {
    return Arrays.stream(sizes).sum();
  }

  /** All gradients, one after the other; zeros where none has ever come. */
  PtNDArray gradients(PtNDManager manager) {
    PtNDArray[] parts = new PtNDArray[sizes.length];
    for (int i = 0; i < parts.length; i++) {
      Member member = members.get(i);
      PtNDArray gradient = JniUtils.getGradient(member.parameter());
      present[i] = gradient != null;
      if (gradient == null) {
        parts[i] = (PtNDArray) manager.zeros(member.flat().getShape());
      } else {
        reached[i] = true;
        gradient.attach(manager);
        parts[i] = JniUtils.reshape(gradient, new long[] {-1});
      }
    }
    return JniUtils.cat(parts, 0);
  }

  /** All values, one after the other. */
  PtNDArray values(PtNDManager manager) {
    PtNDArray[] parts = new PtNDArray[sizes.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new BorrowedTensor(manager, members.get(i).flat(), null);
    }
    return JniUtils.cat(parts, 0);
  }

  /**
   * Subtracts its part of the vector from each parameter that a gradient has ever reached, and sets
   * the gradient to zero.
   */
  void subtract(PtNDArray vector) {
    NDList parts = JniUtils.split(vector, sizes, 0);
    for (int i = 0; i < sizes.length; i++) {
      if (reached[i]) {
        JniUtils.subi(members.get(i).flat(), (PtNDArray) parts.get(i));
      }
      if (present[i]) {
        JniUtils.zeroGrad(members.get(i).parameter());
      }
    }
  }

  /** One for each parameter that a gradient has ever reached, zero for the others. */
  float[] reached() {
    float[] flags = new float[reached.length];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = reached[i] ? 1 : 0;
    }
    return flags;
  }

  void reached(float[] flags) {
    for (int i = 0; i < reached.length; i++) {
      reached[i] = flags[i] != 0;
    }
  }
}
