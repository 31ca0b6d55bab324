package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.util.List;

/**
 * Takes the weights out of a graph's inputs, where some exports list them. From IR version 4 on,
 * weights that are inputs may be replaced from run to run, so ONNX Runtime does not treat them as
 * constants: it leaves out most of its optimisations, and NanoDet-m takes a quarter longer.
 */
public final class ConstantWeights {

  private static final int FIRST_WITH_CONSTANTS = 4;

  private ConstantWeights() {}

  /**
   * The same model without weights among its inputs; the given bytes where there are none.
   *
   * @param where names the bytes in errors
   * @throws DetectorException when they are no ONNX model
   */
  public static byte[] of(byte[] model, String where) throws DetectorException {
    if (!hasSeveralInputs(model)) {
      return model;
    }
    Graph graph = Graph.built(model, where);
    List<ValueInfoProto> fed = graph.inputs();
    boolean listed = fed.size() < graph.graph().getInputCount();
    if (!listed || graph.model().getIrVersion() < FIRST_WITH_CONSTANTS) {
      return model;
    }
    return graph
        .withBody(graph.graph().toBuilder().clearInput().addAllInput(fed).build())
        .toBytes();
  }

  /** Walks over the bytes, so that most models need not be parsed. */
  private static boolean hasSeveralInputs(byte[] model) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(model);
      int inputs = 0;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == delimited(ModelProto.GRAPH_FIELD_NUMBER)) {
          int outer = in.pushLimit(in.readRawVarint32());
          for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
            inputs += inner == delimited(GraphProto.INPUT_FIELD_NUMBER) ? 1 : 0;
            in.skipField(inner);
          }
          in.popLimit(outer);
        } else {
          in.skipField(tag);
        }
      }
      return inputs > 1;
    } catch (IOException e) {
      return false; // whoever opens it says what is wrong
    }
  }

  private static int delimited(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }
}
