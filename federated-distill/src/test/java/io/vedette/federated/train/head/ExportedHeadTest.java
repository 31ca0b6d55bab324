package io.vedette.federated.train.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Candidate;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.Nms;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.image.Letterbox;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.image.Preprocessor;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.train.TrainingSharedFiles;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors as others export them: training sees in a picture what ONNX Runtime sees. */
class ExportedHeadTest {

  @ParameterizedTest
  @ValueSource(strings = {"yolox_nano_416", "nanodet_m_320", "fastestdet_352"})
  void readsRealDetectorsAsDetectionDoes(String model) throws Exception {
    Graph graph = Graph.read(TrainingSharedFiles.of("models/" + model + ".onnx"));
    Picture picture = Pictures.read(TrainingSharedFiles.of("fixtures/dog.jpg"));

    List<Detection> expected = detected(graph, picture);

    assertThat(expected).hasSizeGreaterThan(1);
    assertSame(read(graph, picture), expected);
  }

  static Stream<Named<Graph>> exports() {
    return Stream.of(
        Named.of("YOLO11", Exports.ultralytics()),
        Named.of("YOLO11 without bins", Exports.ultralyticsWithoutBins()),
        Named.of("YOLOv5", Exports.yolov5()),
        Named.of("YOLOX, decoded", Exports.decodedYolox()),
        Named.of("PicoDet", Exports.picodet()));
  }

  @ParameterizedTest
  @MethodSource("exports")
  void readsEveryFormOfExportAsDetectionDoes(Graph graph) throws Exception {
    byte[] noise = new byte[3 * 64 * 48];
    new Random(7).nextBytes(noise);
    Picture picture = new Picture(64, 48, noise);

    List<Detection> expected = detected(graph, picture);

    assertThat(expected).isNotEmpty();
    assertSame(read(graph, picture), expected);
  }

  private static List<Detection> detected(Graph graph, Picture picture) throws Exception {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "the exported graph");
    try (Detector detector = OnnxDetector.open(graph.toBytes(), spec, RuntimeOptions.DEFAULT)) {
      return detector.detect(picture);
    }
  }

  /** What the head's training form says, brought into the form of detections. */
  private static List<Detection> read(Graph graph, Picture picture) throws Exception {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "the exported graph");
    TrainableHead head = TrainableHead.of(graph, spec);
    FloatBuffer pixels = FloatBuffer.allocate(Preprocessor.size(spec.input()));
    Letterbox letterbox = Preprocessor.fill(picture, spec.input(), pixels);
    int width = spec.input().width();
    int height = spec.input().height();
    List<Candidate> candidates = new ArrayList<>();
    try (TrainableGraph trainable = TrainableGraph.of(head.withRawOutputs(graph), name -> false);
        Scope scope = Scope.withoutGradients()) {
      Map<String, Tensor> input =
          Map.of(spec.input().name(), scope.tensor(pixels.flip(), 1, 3, height, width));
      Map<String, Tensor> made = trainable.forward(scope, input, head.tensors(), Mode.EVAL);
      RawHeadOutputs outputs = head.read(scope, made, width, height);
      HeadAnswers answers = HeadAnswers.of(outputs);
      double[] box = new double[4];
      for (int anchor = 0; anchor < outputs.anchors(); anchor++) {
        int best = answers.best(anchor);
        float score = (float) answers.score(anchor, best);
        if (score >= spec.scoreThreshold()) {
          answers.box(anchor, box);
          Box read = new Box((float) box[0], (float) box[1], (float) box[2], (float) box[3]);
          candidates.add(new Candidate(read, best, score));
        }
      }
    }
    return Nms.classwise(candidates, spec.nmsIou()).stream()
        .map(
            c ->
                new Detection(
                    letterbox.toPicture(c.box()).clip(picture.width(), picture.height()),
                    c.classId(),
                    spec.labels().get(c.classId()),
                    c.score()))
        .toList();
  }

  private static void assertSame(List<Detection> actual, List<Detection> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      Detection ours = actual.get(i);
      Detection theirs = expected.get(i);
      assertThat(ours.label()).isEqualTo(theirs.label());
      assertThat(ours.score()).isCloseTo(theirs.score(), within(1e-3f));
      // pixels of the picture, which are a share of an input pixel
      assertThat(ours.box().x1()).isCloseTo(theirs.box().x1(), within(1e-2f));
      assertThat(ours.box().y1()).isCloseTo(theirs.box().y1(), within(1e-2f));
      assertThat(ours.box().x2()).isCloseTo(theirs.box().x2(), within(1e-2f));
      assertThat(ours.box().y2()).isCloseTo(theirs.box().y2(), within(1e-2f));
    }
  }
}
