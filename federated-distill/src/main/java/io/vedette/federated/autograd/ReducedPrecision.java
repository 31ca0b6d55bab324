package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.List;
import java.util.Set;

/**
 * Has operators compute in bfloat16 while a network learns. Those that multiply are given 16 bits;
 * those that only pass values on, or bring them to one scale, take what comes; all others get 32
 * bits, which is right for whatever is not named here.
 */
final class ReducedPrecision {

  /** What DJL, which does not know it, takes bfloat16 for; no other tensor here is of that type. */
  private static final DataType SHORT = DataType.UNKNOWN;

  private static final Set<String> NARROW = Set.of("Conv", "MatMul");

  /** Of one input that matters, or of inputs that were made by the operators above. */
  private static final Set<String> EITHER =
      Set.of(
          "BatchNormalization",
          "Relu",
          "LeakyRelu",
          "Sigmoid",
          "HardSwish",
          "Add",
          "Mul",
          "Concat",
          "Split",
          "Slice",
          "MaxPool",
          "AveragePool",
          "GlobalAveragePool",
          "Reshape",
          "Transpose",
          "Identity");

  private ReducedPrecision() {}

  /** The same program, some of its kernels narrow in {@link Mode#TRAIN}. */
  static List<Program.Instruction> apply(List<Program.Instruction> instructions) {
    return instructions.stream()
        .map(
            instruction ->
                EITHER.contains(instruction.type())
                    ? instruction
                    : instruction.replacedBy(
                        given(
                            instruction.kernel(),
                            NARROW.contains(instruction.type()) ? SHORT : DataType.FLOAT32),
                        instruction.inputs()))
        .toList();
  }

  private static Kernel given(Kernel kernel, DataType type) {
    return in -> in.mode() == Mode.TRAIN ? in.as(type, kernel) : kernel.run(in);
  }

  /** The values as 32 bits, whatever they were; gradients pass. */
  static PtNDArray wide(PtNDArray array) {
    return as(array, DataType.FLOAT32);
  }

  /** Fractions in another type; anything else, and what has the type already, is the same. */
  static PtNDArray as(PtNDArray array, DataType type) {
    DataType now = array.getDataType();
    if (now == type || !(now == DataType.FLOAT32 || now == SHORT)) {
      return array;
    }
    return (type == SHORT ? Script.TO_BFLOAT16 : Script.TO_FLOAT32).apply(array);
  }
}
