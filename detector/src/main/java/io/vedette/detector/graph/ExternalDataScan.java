package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Whether the bytes of a model leave weights to other files. It walks over the bytes and skips all
 * values, so that the model need not be built in memory.
 */
final class ExternalDataScan {

  /** Protobuf's own limit of messages within messages. */
  private static final int MAX_DEPTH = 100;

  private static final Descriptor TENSOR = TensorProto.getDescriptor();

  private ExternalDataScan() {}

  /**
   * @throws IOException when the bytes are no protobuf message
   */
  static boolean finds(byte[] model) throws IOException {
    return finds(CodedInputStream.newInstance(model), ModelProto.getDescriptor(), 0);
  }

  private static boolean finds(CodedInputStream in, Descriptor type, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException("messages are nested deeper than " + MAX_DEPTH);
    }
    while (true) {
      int tag = in.readTag();
      if (tag == 0) {
        return false;
      }
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (field != null && delimited && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        int outer = in.pushLimit(in.readRawVarint32());
        if (finds(in, field.getMessageType(), depth + 1)) {
          return true;
        }
        in.popLimit(outer);
      } else if (type.equals(TENSOR)
          && WireFormat.getTagFieldNumber(tag) == TensorProto.DATA_LOCATION_FIELD_NUMBER
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
        if (in.readEnum() == TensorProto.DataLocation.EXTERNAL_VALUE) {
          return true;
        }
      } else {
        in.skipField(tag);
      }
    }
  }
}
