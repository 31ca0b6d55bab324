package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.NodeBuilder;
import java.util.List;

/** Two bytes a value; a Cast unfolds them. */
record Float16Form() implements WeightForm {

  @Override
  public Stored of(TensorProto weight) {
    TensorProto half = Halves.of(weight, weight.getName() + ".fp16");
    return new Stored(
        List.of(half),
        List.of(
            NodeBuilder.of("Cast", half.getName())
                .integer("to", TensorProto.DataType.FLOAT.getNumber())
                .build(weight.getName())));
  }
}
