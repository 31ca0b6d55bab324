package io.vedette.detector.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto;
import org.junit.jupiter.api.Test;

class TensorsTest {

  @Test
  void valuesComeBackFromBothStorages() {
    float[] values = {1.5f, -2, Float.MIN_VALUE};
    assertThat(Tensors.floats(Tensors.of("raw", values, 3))).containsExactly(values);
    TensorProto typed =
        TensorProto.newBuilder()
            .addDims(2)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addFloatData(4)
            .addFloatData(5)
            .build();
    assertThat(Tensors.floats(typed)).containsExactly(4, 5);
    assertThat(Tensors.longs(Tensors.of("n", new long[] {-1, 1L << 40}, 2)))
        .containsExactly(-1, 1L << 40);
    assertThat(Tensors.floats(Tensors.of("scalar", new float[] {7}))).containsExactly(7);
  }

  @Test
  void shapesThatDoNotHoldTheirValuesAreRefused() {
    assertThatThrownBy(() -> Tensors.of("w", new float[5], 2, 3)).hasMessageContaining("[2, 3]");
    TensorProto cut = Tensors.of("w", new float[6], 2, 3).toBuilder().addDims(1 << 20).build();
    assertThatThrownBy(() -> Tensors.floats(cut)).hasMessageContaining("w: ");
    TensorProto huge =
        TensorProto.newBuilder().addDims(1L << 40).addDims(1L << 40).setDataType(1).build();
    assertThatThrownBy(() -> Tensors.floats(huge)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Tensors.longs(Tensors.of("w", new float[1], 1)))
        .hasMessageContaining("FLOAT");
  }
}
