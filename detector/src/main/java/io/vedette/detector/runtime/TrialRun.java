package io.vedette.detector.runtime;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import io.vedette.detector.head.ImageInput;
import io.vedette.detector.head.OutputShapes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a graph once on a black picture, to see the dimensions that its outputs leave open. */
record TrialRun(byte[] model, String where) implements OutputShapes {

  private static final Logger log = LoggerFactory.getLogger(TrialRun.class);

  /** Where the graph cannot be run, what is open stays open: opening it will say why. */
  @Override
  public Graph closed(Graph graph, ImageInput image) {
    try (OnnxSession session = OnnxSession.open(model, where, RuntimeOptions.DEFAULT)) {
      Map<String, FloatTensor> seen = session.run(feed(graph, image));
      GraphProto.Builder body = graph.graph().toBuilder();
      for (ValueInfoProto.Builder output : body.getOutputBuilderList()) {
        FloatTensor tensor = seen.get(output.getName());
        if (tensor != null) {
          close(output, tensor.shape());
        }
      }
      return graph.withBody(body.build());
    } catch (DetectorException | RuntimeException e) {
      log.debug("{}: the trial run failed: {}", where, e.getMessage());
      return graph;
    }
  }

  private static Map<String, FloatTensor> feed(Graph graph, ImageInput image) {
    Map<String, FloatTensor> feed = new LinkedHashMap<>();
    for (ValueInfoProto input : graph.inputs()) {
      boolean picture = input.getName().equals(image.name());
      long[] shape = picture ? image.shape() : one(Shape.of(input));
      float[] values = new float[FloatTensor.size(shape)];
      if (!picture) {
        Arrays.fill(values, 1);
      }
      feed.put(input.getName(), FloatTensor.of(values, shape));
    }
    return feed;
  }

  /** A shape with a single row, or whatever else is open. */
  private static long[] one(Shape shape) {
    return shape.dimensions().stream().mapToLong(d -> d < 0 ? 1 : d).toArray();
  }

  /** The batch stays as it is; that a run found nothing says nothing about the next. */
  private static void close(ValueInfoProto.Builder output, long[] shape) {
    Shape declared = Shape.of(output.build());
    TensorShapeProto.Builder closed = TensorShapeProto.newBuilder();
    for (int axis = 0; axis < shape.length; axis++) {
      boolean batch = axis == 0 && shape.length > 2;
      boolean open = declared.rank() != shape.length || declared.isDynamic(axis);
      TensorShapeProto.Dimension.Builder dimension = closed.addDimBuilder();
      if (!open) {
        dimension.setDimValue(declared.get(axis));
      } else if (!batch && shape[axis] > 0) {
        dimension.setDimValue(shape[axis]);
      }
    }
    output.getTypeBuilder().getTensorTypeBuilder().setShape(closed);
  }
}
