package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Set;

/**
 * Which 8 bits activations become. ONNX Runtime's integer kernels for processors are made for
 * unsigned codes: without VNNI signed ones took twice the time. TensorRT and CUDA only take signed
 * codes with zero in the middle.
 */
public enum ActivationCodes {
  /** 0 to 255, zero where the range has it. */
  UNSIGNED(DataType.UINT8),

  /** -127 to 127, zero in the middle. */
  SYMMETRIC(DataType.INT8);

  /** Execution providers that want symmetric codes. */
  private static final Set<String> SYMMETRIC_ONLY = Set.of("tensorrt", "cuda");

  private final DataType type;

  ActivationCodes(DataType type) {
    this.type = type;
  }

  /**
   * What the first of some execution providers wants.
   *
   * @param providers in order of preference, such as {@code tensorrt}; the processor where empty
   */
  public static ActivationCodes of(List<String> providers) {
    return !providers.isEmpty() && SYMMETRIC_ONLY.contains(providers.get(0)) ? SYMMETRIC : UNSIGNED;
  }

  DataType type() {
    return type;
  }

  /** Size of a step of a range. */
  float scale(ValueRange range) {
    return this == UNSIGNED
        ? range.scale()
        : Math.max(Math.max(-range.low(), range.high()) / Byte.MAX_VALUE, 1e-8f);
  }

  /** The code of zero, as a byte. */
  byte zeroPoint(ValueRange range) {
    return this == UNSIGNED ? (byte) range.zeroPoint() : 0;
  }
}
