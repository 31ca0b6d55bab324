package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.example.Augmentation;
import io.vedette.federated.train.fewshot.FewShot;
import io.vedette.federated.train.head.Exports;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors that others exported go on learning, and stay what they are outside. */
class FineTuningTest {

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1); // the tensors are too small to share the work
  }

  @ParameterizedTest
  @ValueSource(strings = {"yolox_nano_416", "nanodet_m_320", "fastestdet_352"})
  void realDetectorsLearnAFewPicturesAndForgetNothing(String model) throws Exception {
    Graph start = Graph.read(TrainingSharedFiles.of("models/" + model + ".onnx"));
    Dataset all = Datasets.open(TrainingSharedFiles.of("data/voc100/annotations.coco.json"), null);
    Dataset four = FewShot.withLabelsOf(start, all.withSamples(all.samples().subList(4, 8)));

    TrainingResult result = train(start, four, 5, 2, 2e-4);

    assertThat(result.lossAfter()).isLessThan(result.lossBefore());
    assertSameOutside(result.graph(), start);
    double before = Drawings.ap50(start, four);
    assertThat(Drawings.ap50(result.graph(), four)).isGreaterThan(before - 0.1);
  }

  static Stream<Named<Supplier<Graph>>> exports() {
    return Stream.of(
        Named.of("YOLO11", Exports::ultralytics),
        Named.of("YOLO11 without bins", Exports::ultralyticsWithoutBins),
        Named.of("YOLOv5", Exports::yolov5),
        Named.of("YOLOX, decoded", Exports::decodedYolox),
        Named.of("PicoDet", Exports::picodet));
  }

  @ParameterizedTest
  @MethodSource("exports")
  void everyFormOfExportLearns(Supplier<Graph> export) throws Exception {
    Dataset drawings = Drawings.write(folder, 8, 1);
    Graph start = export.get();

    TrainingResult result = train(start, drawings, 10, 4, 5e-3);

    assertThat(result.lossAfter()).isLessThan(0.8 * result.lossBefore());
    assertSameOutside(result.graph(), start);
    Drawings.ap50(result.graph(), drawings); // ONNX Runtime opens it
  }

  private static TrainingResult train(Graph start, Dataset data, int epochs, int batch, double rate)
      throws Exception {
    TrainingOptions options =
        TrainingOptions.fineTuning(epochs, batch, rate, 1).withAugmentation(Augmentation.NONE);
    return DetectorTrainer.train(start, data, options, ProgressListener.SILENT);
  }

  private static void assertSameOutside(Graph actual, Graph start) {
    assertThat(actual.graph().getInputList()).isEqualTo(start.graph().getInputList());
    assertThat(actual.graph().getOutputList()).isEqualTo(start.graph().getOutputList());
    assertThat(actual.nodes()).isEqualTo(start.nodes());
    assertThat(actual.initializers().keySet()).isEqualTo(start.initializers().keySet());
  }
}
