package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * PaddleDetection's exports with suppression in the graph (PicoDet, PP-YOLOE): an output {@code
 * [objects, 6]} of class, score and corners, and the further inputs {@code scale_factor} and {@code
 * im_shape}, which the graph takes so that boxes come in input pixels. Takes what {@link
 * PicodetHead} takes; PP-YOLOE+ leaves out mean and deviation and must say so in a spec of its own.
 *
 * @see <a href="https://arxiv.org/abs/2203.16250">PP-YOLOE</a>
 */
final class PaddleHead implements Head {

  private static final int COLUMNS = 6;
  private static final String SCALE = "scale_factor";
  private static final String SHAPE = "im_shape";

  @Override
  public String family() {
    return "paddle";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    List<String> inputs = graph.inputs().stream().map(ValueInfoProto::getName).toList();
    Optional<String> rows =
        graph.outputs().stream()
            .filter(o -> Shape.of(o).rank() == 2 && Shape.of(o).get(1) == COLUMNS)
            .map(ValueInfoProto::getName)
            .findFirst();
    if (rows.isEmpty() || !inputs.contains(SCALE)) {
      return Optional.empty();
    }
    Map<String, String> parameters =
        Map.of("output", rows.get(), "wants_shape", Boolean.toString(inputs.contains(SHAPE)));
    return Optional.of(
        new Recognition(
            new HeadSpec(family(), parameters), PicodetHead.input(image), OptionalInt.empty(), 1));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = OutputLookup.main(outputs, spec);
    List<Candidate> candidates = new ArrayList<>();
    for (int at = 0; at + COLUMNS <= output.count(); at += COLUMNS) {
      float score = output.get(at + 1);
      // where nothing was found a single row says class -1
      if (!(score < threshold) && !(output.get(at) < 0)) {
        int classId = OutputLookup.checkedClass(output.get(at), spec);
        Box box =
            new Box(output.get(at + 2), output.get(at + 3), output.get(at + 4), output.get(at + 5));
        candidates.add(new Candidate(box, classId, score));
      }
    }
    return candidates;
  }

  @Override
  public boolean repeatsObjects() {
    return false;
  }

  @Override
  public Map<String, float[]> sideInputs(DetectorSpec spec) {
    Map<String, float[]> sides = new HashMap<>();
    sides.put(SCALE, new float[] {1, 1});
    if (Boolean.parseBoolean(spec.head().parameters().get("wants_shape"))) {
      sides.put(SHAPE, new float[] {spec.input().height(), spec.input().width()});
    }
    return sides;
  }
}
