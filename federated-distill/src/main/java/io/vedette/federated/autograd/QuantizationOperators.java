package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.List;

/**
 * Rounding to integer codes and back. Codes stay 32 bit floats here, so that gradients pass.
 *
 * <p>Rounding passes its gradient straight through; a value beyond the codes passes none. With
 * these two rules the step between codes has a gradient too: of a value {@code v} that becomes
 * {@code round(v / s) s}, it is {@code round(v / s) - v / s} inside and the outermost code outside.
 * It is made smaller by {@code 1 / sqrt(n most)}, with {@code n} the values of a picture or channel
 * and {@code most} the greatest code of the grid, however few bits it has, so that steps move about
 * as fast as weights. See Esser et al., <a href="https://arxiv.org/abs/1902.08153">Learned Step
 * Size Quantization</a>.
 */
final class QuantizationOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .add("QuantizeLinear", QuantizationOperators::quantize)
          .add("DequantizeLinear", QuantizationOperators::dequantize);

  private QuantizationOperators() {}

  /** Which codes there are. */
  record Codes(int least, int most) {

    static Codes of(Node node, int type) throws UnknownOperatorException {
      return switch (type) {
        case TensorProto.DataType.UINT8_VALUE -> new Codes(0, 255);
        case TensorProto.DataType.INT8_VALUE -> new Codes(-128, 127);
        default -> throw node.unsupported("codes of type " + TensorProto.DataType.forNumber(type));
      };
    }

    /** What the gradient of a step is multiplied with. */
    double share(long[] shape) {
      long values = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
      return 1 / Math.sqrt((double) values * most);
    }
  }

  private static Kernel quantize(Node node) throws UnknownOperatorException {
    int otherwise = (int) node.integer("output_dtype", TensorProto.DataType.UINT8_VALUE);
    Codes codes = codes(node, node.proto().getOutput(0), node.type(2, otherwise));
    return new Rounding(codes, node.integer("axis", 1));
  }

  /** QuantizeLinear, and what it is together with the DequantizeLinear of its output. */
  record Rounding(Codes codes, long axis) implements Kernel {

    @Override
    public List<PtNDArray> run(KernelInputs in) {
      return List.of(rounded(in));
    }

    private PtNDArray rounded(KernelInputs in) {
      PtNDArray exact = JniUtils.div(in.get(0), step(in, axis, codes));
      PtNDArray change = JniUtils.sub(JniUtils.round(exact), exact);
      PtNDArray rounded = JniUtils.add(exact, JniUtils.detachGradient(change));
      PtNDArray shifted = in.has(2) ? JniUtils.add(rounded, along(in, 2, axis)) : rounded;
      return JniUtils.clip(shifted, codes.least(), codes.most());
    }

    /** To codes and back; one call where a single step is for all values. */
    Kernel andBack() {
      return Kernel.single(
          in -> {
            PtNDArray step = step(in, axis, codes);
            if (step.size() > 1) {
              PtNDArray code = rounded(in);
              PtNDArray shifted = in.has(2) ? JniUtils.sub(code, along(in, 2, axis)) : code;
              return JniUtils.mul(shifted, step);
            }
            PtNDArray one = JniUtils.reshape(step, new long[] {1});
            PtNDArray zero = in.has(2) ? Memory.as(in.get(2), DataType.FLOAT32) : in.scalar(0);
            Script script = codes.least() == 0 ? Script.UINT8_AND_BACK : Script.INT8_AND_BACK;
            return script.apply(in.get(0), one, JniUtils.reshape(zero, new long[] {1}));
          });
    }
  }

  private static Kernel dequantize(Node node) throws UnknownOperatorException {
    int type = node.type(2, node.type(0, TensorProto.DataType.UINT8_VALUE));
    Codes codes = codes(node, node.proto().getInput(0), type);
    long axis = node.integer("axis", 1);
    return Kernel.single(
        in -> {
          PtNDArray code = Memory.as(in.get(0), DataType.FLOAT32);
          PtNDArray shifted = in.has(2) ? JniUtils.sub(code, along(in, 2, axis)) : code;
          return JniUtils.mul(shifted, step(in, axis, codes));
        });
  }

  private static Codes codes(Node node, String tensor, int type) throws UnknownOperatorException {
    if (node.integer("block_size", 0) != 0) {
      throw node.unsupported("a step per block");
    }
    Codes all = Codes.of(node, type);
    return node.grid(tensor).orElse(all);
  }

  /** The step, its gradient made smaller. */
  private static PtNDArray step(KernelInputs in, long axis, Codes codes) {
    PtNDArray step = along(in, 1, axis);
    double share = codes.share(in.shape(0));
    PtNDArray learning = JniUtils.mul(step, in.scalar(share));
    PtNDArray still = JniUtils.detachGradient(JniUtils.mul(step, in.scalar(1 - share)));
    return JniUtils.add(learning, still);
  }

  /** A value for all, or one for each index of an axis. */
  private static PtNDArray along(KernelInputs in, int index, long axis) {
    PtNDArray values = Memory.as(in.get(index), DataType.FLOAT32);
    if (values.size() == 1) {
      return JniUtils.reshape(values, new long[0]);
    }
    long[] shape = new long[in.rank(0)];
    Arrays.fill(shape, 1);
    shape[in.axis(0, axis)] = values.size();
    return JniUtils.reshape(values, shape);
  }
}
