package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * SSD and its kin with suppression in the graph: one output each of boxes {@code [batch, objects,
 * 4]}, classes and scores {@code [batch, objects]}, the batch left out in some exports. Which names
 * the outputs have tells whose form it is.
 *
 * @see <a href="https://arxiv.org/abs/1512.02325">SSD: Single Shot MultiBox Detector</a>
 */
final class SsdNmsHead implements Head {

  private static final List<Float> IMAGENET_MEAN = List.of(0.485f, 0.456f, 0.406f);
  private static final List<Float> IMAGENET_STD = List.of(0.229f, 0.224f, 0.225f);
  private static final List<Float> ZERO = List.of(0f, 0f, 0f);
  private static final List<Float> ONE = List.of(1f, 1f, 1f);

  /**
   * How one exporter writes.
   *
   * @param yFirst whether a box is y1, x1, y2, x2
   * @param shares whether boxes are shares of the input in place of pixels
   * @param firstClass the number of the first class that has a label
   */
  private record Form(
      String boxes,
      String classes,
      String scores,
      boolean yFirst,
      boolean shares,
      int firstClass,
      float scale,
      List<Float> mean,
      List<Float> std) {}

  private static final List<Form> FORMS =
      List.of(
          // TensorFlow's Object Detection API: pixels 0 to 255, class 1 is the first
          new Form(
              "detection_boxes",
              "detection_classes",
              "detection_scores",
              true,
              true,
              1,
              1,
              ZERO,
              ONE),
          // torchvision: normalises by itself; its labels begin with the background
          new Form("boxes", "labels", "scores", false, false, 0, 1f / 255, ZERO, ONE),
          // MLPerf's SSD-ResNet34
          new Form(
              "bboxes", "labels", "scores", false, true, 1, 1f / 255, IMAGENET_MEAN, IMAGENET_STD));

  @Override
  public String family() {
    return "ssd-nms";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    if (graph.inputs().size() != 1) {
      return Optional.empty();
    }
    Map<String, String> names = new HashMap<>();
    for (ValueInfoProto output : graph.outputs()) {
      names.put(output.getName().replaceFirst(":\\d+$", ""), output.getName());
    }
    return FORMS.stream()
        .filter(f -> names.keySet().containsAll(List.of(f.boxes(), f.classes(), f.scores())))
        .findFirst()
        .map(f -> recognition(f, names, image));
  }

  private Recognition recognition(Form form, Map<String, String> names, ImageInput image) {
    Map<String, String> parameters =
        Map.of(
            "boxes", names.getOrDefault(form.boxes(), ""),
            "classes", names.getOrDefault(form.classes(), ""),
            "scores", names.getOrDefault(form.scores(), ""),
            "y_first", Boolean.toString(form.yFirst()),
            "shares", Boolean.toString(form.shares()),
            "first_class", Integer.toString(form.firstClass()));
    InputSpec input =
        image.stretched(InputSpec.ColorOrder.RGB, form.scale(), form.mean(), form.std());
    return new Recognition(new HeadSpec(family(), parameters), input, OptionalInt.empty(), 1);
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput boxes = OutputLookup.parameter(outputs, spec, "boxes");
    HeadOutput classes = OutputLookup.parameter(outputs, spec, "classes");
    HeadOutput scores = OutputLookup.parameter(outputs, spec, "scores");
    if (boxes.count() != 4 * scores.count() || classes.count() != scores.count()) {
      throw OutputLookup.wrongForm(family(), boxes, "[" + scores.count() + ", 4]");
    }
    Map<String, String> parameters = spec.head().parameters();
    boolean yFirst = Boolean.parseBoolean(parameters.get("y_first"));
    boolean shares = Boolean.parseBoolean(parameters.get("shares"));
    int firstClass = Integer.parseInt(parameters.getOrDefault("first_class", "0"));
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < scores.count(); i++) {
      float score = scores.get(i);
      // unused rows are all zero
      if (!(score < threshold) && score != 0) {
        int classId = OutputLookup.checkedClass(classes.get(i) - firstClass, spec);
        Box box = box(boxes, 4 * i, yFirst);
        candidates.add(
            new Candidate(shares ? OutputLookup.shares(box, spec.input()) : box, classId, score));
      }
    }
    return candidates;
  }

  private static Box box(HeadOutput boxes, int at, boolean yFirst) {
    int x = yFirst ? 1 : 0;
    return new Box(
        boxes.get(at + x), boxes.get(at + 1 - x), boxes.get(at + 2 + x), boxes.get(at + 3 - x));
  }

  @Override
  public boolean repeatsObjects() {
    return false;
  }
}
