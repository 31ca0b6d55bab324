package io.vedette.federated.compress.input;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A detector with an input of another size; its weights stay. */
public final class Resized {

  /** Pixels per cell of the levels at which a graph may lay its values out anew. */
  private static final int[] STRIDES = {4, 8, 16, 32, 64};

  private final DetectorSpec before;
  private final int width;
  private final int height;

  private Resized(DetectorSpec before, int width, int height) {
    this.before = before;
    this.width = width;
    this.height = height;
  }

  /**
   * Changes the size and tries the result on an empty picture.
   *
   * @throws DetectorException when the size does not suit, or the graph carries its size in a way
   *     that is not known
   */
  public static Graph of(Graph graph, int width, int height) throws DetectorException {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "the model to resize");
    if (spec.input().width() == width && spec.input().height() == height) {
      return graph;
    }
    Graph resized = new Resized(spec, width, height).apply(graph);
    DetectorSpec after = SpecInference.infer(resized, Hints.NONE, "the resized model");
    try (Detector trial = OnnxDetector.open(resized.toBytes(), after, RuntimeOptions.DEFAULT)) {
      trial.detect(new Picture(width, height, new byte[3 * width * height]));
    } catch (DetectorException | IllegalArgumentException e) {
      throw new DetectorException(
          String.format(
              "the model takes no input of %dx%d, only its own %dx%d: %s; multiples of 32 suit most",
              width, height, spec.input().width(), spec.input().height(), e.getMessage()),
          e);
    }
    return resized;
  }

  private Graph apply(Graph graph) {
    InputSpec after = before.input().sized(width, height);
    Map<String, TensorProto> initializers = graph.initializers();
    Map<String, TensorProto> changed = new HashMap<>();
    int cells = 0;
    int cellsAfter = 0;
    for (TensorProto tensor : initializers.values()) {
      Optional<CellConstants> constants = CellConstants.of(tensor, before.input());
      if (constants.isPresent()) {
        cells = constants.get().cells(before.input().width(), before.input().height());
        cellsAfter = constants.get().cells(width, height);
        changed.put(tensor.getName(), constants.get().in(tensor, cells, after));
      }
    }
    for (NodeProto node : graph.nodes()) {
      TensorProto shape =
          node.getOpType().equals("Reshape") ? initializers.get(node.getInput(1)) : null;
      if (shape != null) {
        long[] sizes = Tensors.longs(shape);
        long[] others = laidOut(sizes, cells, cellsAfter);
        changed.put(shape.getName(), Tensors.of(shape.getName(), others, others.length));
      }
    }
    GraphProto body = graph.withInitializers(changed).graph();
    GraphProto.Builder sized = body.toBuilder().clearValueInfo().clearInput().clearOutput();
    body.getInputList().forEach(input -> sized.addInput(input(input)));
    for (ValueInfoProto output : body.getOutputList()) {
      sized.addOutput(output(output, cells, cellsAfter));
    }
    return SpecInference.embed(graph.withBody(sized.build()), before.withInput(after));
  }

  /** A list of sizes in which a level's rows and columns, or the number of cells, may occur. */
  private long[] laidOut(long[] sizes, int cells, int cellsAfter) {
    long[] others = sizes.clone();
    int last = sizes.length - 1;
    for (int stride : STRIDES) {
      long rows = before.input().height() / stride;
      long columns = before.input().width() / stride;
      if (sizes.length == 4 && sizes[2] == rows && sizes[3] == columns) {
        others[2] = height / stride;
        others[3] = width / stride;
        return others;
      }
      if (last >= 1 && sizes[last] == rows * columns) {
        others[last] = (long) (height / stride) * (width / stride);
        return others;
      }
    }
    for (int i = 0; cells > 0 && i < sizes.length; i++) {
      others[i] = sizes[i] == cells ? cellsAfter : sizes[i];
    }
    return others;
  }

  private ValueInfoProto input(ValueInfoProto input) {
    if (!input.getName().equals(before.input().name())) {
      return input;
    }
    ValueInfoProto.Builder changed = input.toBuilder();
    TensorShapeProto.Builder shape =
        changed.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    shape.getDimBuilder(2).setDimValue(height);
    shape.getDimBuilder(3).setDimValue(width);
    return changed.build();
  }

  /** Sizes that are not known to stay or to change are left open. */
  private ValueInfoProto output(ValueInfoProto output, int cells, int after) {
    ValueInfoProto.Builder changed = output.toBuilder();
    TensorShapeProto.Builder shape =
        changed.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    for (int i = 0; i < shape.getDimCount(); i++) {
      long size = shape.getDim(i).getDimValue();
      if (cells > 0 && size == cells) {
        shape.getDimBuilder(i).setDimValue(after);
      } else if (cells == 0 && i > 0 && size > 1) {
        shape.getDimBuilder(i).clearDimValue();
      }
    }
    return changed.build();
  }
}
