package io.vedette.cloud.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.model.ModelInspection.Ready;
import io.vedette.cloud.model.ModelInspection.Refused;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.federated.architecture.Architecture;
import io.vedette.registry.blob.BlobStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, read by real processes. */
class ModelInspectionsTest {

  @TempDir Path folder;

  private BlobStore blobs;
  private ModelInspections inspections;

  @BeforeEach
  void open() throws Exception {
    blobs = BlobStore.open(folder, 1 << 26);
    inspections = new ModelInspections(blobs);
  }

  @AfterEach
  void close() {
    inspections.close();
  }

  @Test
  void aDetectorIsReadOnceAndItsGraphsAreArtifacts() throws Exception {
    Graph student =
        Architecture.named("vedette-pico").orElseThrow().build(List.of("hole", "short"), 64, 1);
    ModelQuestion question = ModelQuestion.of(stored(student.toBytes()), "s.onnx");

    Ready ready = (Ready) answer(question);

    assertThat(ready.spec().labels()).containsExactly("hole", "short");
    assertThat(ready.spec().input().width()).isEqualTo(64);
    assertThat(ready.normalises()).isTrue();
    assertThat(ready.labelsAssumed()).isFalse();
    assertThat(Graph.parse(blobs.read(ready.deployed().sha256()), "fp32").nodes())
        .as("devices run it with its normalisation folded")
        .noneMatch(node -> node.getOpType().equals("BatchNormalization"));
    assertThat(blobs.has(ready.training().sha256())).isTrue();
    assertThat(inspections.ready(ready.id())).isSameAs(answer(question));
  }

  @Test
  void whatIsNoDetectorIsRefusedInWords() throws Exception {
    GraphBuilder g = new GraphBuilder("classifier", 17);
    String x = g.input("images", 1, 3, 8, 8);
    String pooled = g.node("GlobalAveragePool", x).output("pooled");
    g.output(g.node("Flatten", pooled).output("scores"), 1, 3);
    assertThat(refused("classifier.onnx", g.build().toBytes()).why())
        .startsWith("classifier.onnx: no detector: its one output scores [1, 3]")
        .endsWith("it is a classifier");
    assertThat(refused("notes.onnx", "not a model\n".getBytes(StandardCharsets.UTF_8)).why())
        .startsWith("notes.onnx: no ONNX model")
        .doesNotContain("/");
    byte[] whole = detector(84).toBytes();
    assertThat(refused("half.onnx", Arrays.copyOf(whole, whole.length / 2)).why())
        .startsWith("half.onnx: ");
    assertThatThrownBy(() -> inspections.inspect(ModelQuestion.of("a".repeat(64), "gone.onnx")))
        .hasMessage("gone.onnx: the coordinator does not have it; upload it first");
  }

  @Test
  void whatTheFileDoesNotSayIsAskedFor() throws Exception {
    String sha256 = stored(detector(7).toBytes());
    Refused open = (Refused) answer(ModelQuestion.of(sha256, "m.onnx"));
    assertThat(open.missing()).isEqualTo("labels");
    assertThat(open.why()).startsWith("m.onnx: no names for its 3 classes");

    Refused few = (Refused) answer(labelled(sha256, "one\ntwo\n"));
    assertThat(few.missing()).isEqualTo("labels");
    assertThat(few.why()).contains("the model has 3 classes, but 2 labels are given");

    Refused skips = (Refused) answer(labelled(sha256, "0 one\n1 two\n3 three\n"));
    assertThat(skips.why()).startsWith("the labels:3: the numbers of the labels skip 2");

    Ready ready = (Ready) answer(labelled(sha256, "\uFEFF0 one\r\n1 two\r\n2 three\r\n"));
    assertThat(ready.spec().labels()).containsExactly("one", "two", "three");
    assertThatThrownBy(() -> inspections.ready(open.id())).hasMessage(open.why());

    Ready coco = (Ready) answer(ModelQuestion.of(stored(detector(84).toBytes()), "c.onnx"));
    assertThat(coco.labelsAssumed()).isTrue();
    assertThat(coco.spec().labels()).hasSize(80).contains("zebra");
  }

  /** Of YOLO11's form, with so many rows. */
  private static Graph detector(int rows) {
    GraphBuilder g = new GraphBuilder("shapes", 17);
    String x = g.input("images", 1, 3, 320, 320);
    g.output(g.node("Identity", x).output("output0"), 1, rows, 2100);
    return g.build();
  }

  private static ModelQuestion labelled(String sha256, String labels) {
    byte[] text = labels.getBytes(StandardCharsets.UTF_8);
    return new ModelQuestion(sha256, "m.onnx", text, false, "", 0, 0, "", -1, false);
  }

  private Refused refused(String name, byte[] file) throws Exception {
    return (Refused) answer(ModelQuestion.of(stored(file), name));
  }

  private String stored(byte[] file) throws Exception {
    return blobs.put(file, "training").sha256();
  }

  private ModelInspection answer(ModelQuestion question) throws Exception {
    ModelInspection found = inspections.inspect(question);
    while (found instanceof ModelInspection.Reading) {
      found = inspections.inspect(question);
    }
    return found;
  }
}
