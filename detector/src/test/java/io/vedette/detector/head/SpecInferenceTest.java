package io.vedette.detector.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec.ColorOrder;
import io.vedette.detector.InputSpec.Fit;
import io.vedette.detector.InputSpec.Layout;
import io.vedette.detector.TileSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.text.LabelList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecInferenceTest {

  /** A graph that does nothing but has the shapes asked for. */
  private static Graph graph(Object size, Object... output) {
    GraphBuilder g = new GraphBuilder("shapes", 17);
    String x = g.input("images", 1, 3, size, size);
    g.output(g.node("Identity", x).output("output0"), output);
    return g.build();
  }

  private static DetectorSpec infer(Graph graph, Hints hints) throws DetectorException {
    return SpecInference.infer(graph, hints, "m.onnx");
  }

  @Test
  void yolo11AndYoloxAreToldApartByTheirShapes() throws Exception {
    DetectorSpec yolo11 = infer(graph(320, 1, 84, 2100), Hints.NONE);
    assertThat(yolo11.head().family()).isEqualTo("yolo11");
    assertThat(yolo11.input().fit()).isEqualTo(Fit.LETTERBOX_CENTER);
    assertThat(yolo11.labels()).isEqualTo(CocoLabels.ALL);
    DetectorSpec yolox = infer(graph(320, 1, 2100, 85), Hints.NONE);
    assertThat(yolox.head().family()).isEqualTo("yolox");
    assertThat(yolox.input().fit()).isEqualTo(Fit.LETTERBOX_TOP_LEFT);
    DetectorSpec open = infer(graph("side", 1, 84, "anchors"), Hints.NONE.withInputSize(640));
    assertThat(open.head().family()).isEqualTo("yolo11");
    assertThat(open.input().width()).isEqualTo(640);
  }

  @Test
  void olderAndEndToEndFormsAreRecognised() throws Exception {
    DetectorSpec yolov5 = infer(graph(640, 1, 25200, 85), Hints.NONE);
    assertThat(yolov5.head().family()).isEqualTo("yolov5");
    Graph graph = graph(640, 1, 300, 6);
    DetectorSpec spec = infer(graph, Hints.NONE.withLabels(List.of("open", "short")));
    assertThat(spec.head().family()).isEqualTo("end2end");
    assertThatThrownBy(() -> infer(graph.withMetadata("task", "segment"), Hints.NONE))
        .hasMessageContaining("'segment'");
  }

  @Test
  void ultralyticsMetadataNamesClassesAndSize() throws Exception {
    Graph graph =
        graph("side", 1, 7, "anchors")
            .withMetadata("names", "{0: 'open', 1: \"driver's seat\", 2: 'it\\'s'}")
            .withMetadata("imgsz", "[320, 480]");
    DetectorSpec spec = infer(graph, Hints.NONE);
    assertThat(spec.labels()).containsExactly("open", "driver's seat", "it's");
    assertThat(spec.input().height()).isEqualTo(320);
    assertThat(spec.input().width()).isEqualTo(480);
  }

  @Test
  void anEmbeddedSpecComesBackAsItWas() throws Exception {
    Graph graph = graph(320, 1, 6, 2100);
    DetectorSpec spec = infer(graph, Hints.NONE.withLabels(List.of("open", "short")));
    Graph carrying = Graph.parse(SpecInference.embed(graph, spec).toBytes(), "m");
    assertThat(infer(carrying, Hints.NONE)).isEqualTo(spec);
    DetectorSpec other = infer(carrying, Hints.NONE.withScoreThreshold(0.5).withNmsIou(0.4));
    assertThat(other.scoreThreshold()).isEqualTo(0.5f);
    assertThat(other.nmsIou()).isEqualTo(0.4f);
    assertThatThrownBy(() -> infer(carrying, Hints.NONE.withLabels(List.of("one"))))
        .hasMessageContaining("2 classes");
    assertThatThrownBy(() -> infer(carrying, Hints.NONE.withFamily("yolox")))
        .hasMessageContaining("leave out --head");
    assertThatThrownBy(
            () -> infer(graph.withMetadata(SpecInference.METADATA_KEY, "{\"labels\":"), Hints.NONE))
        .hasMessageContaining("damaged spec");
  }

  @Test
  void whatStaysOpenIsAskedForByName() {
    assertThatThrownBy(() -> infer(graph(320, 1, 10, 2100), Hints.NONE))
        .hasMessageContaining("6 classes")
        .hasMessageContaining("--labels");
    assertThatThrownBy(() -> infer(graph(320, 1, 1000), Hints.NONE))
        .hasMessageContaining("no detector")
        .hasMessageContaining("output0 [1, 1000]")
        .hasMessageContaining("it is a classifier");
    assertThatThrownBy(() -> infer(graph(320, 1, 9, 9, 1000), Hints.NONE))
        .hasMessageContaining("unknown head")
        .hasMessageContaining("output0 [1, 9, 9, 1000]")
        .hasMessageContaining("--head")
        .hasMessageContaining(Heads.names());
    assertThatThrownBy(() -> infer(graph("side", 1, 84, "anchors"), Hints.NONE))
        .hasMessageContaining("--input-size");
    assertThatThrownBy(() -> infer(graph(320, 1, 1000), Hints.NONE.withFamily("yolov3")))
        .hasMessageContaining("yolov3");
    assertThatThrownBy(() -> infer(graph(320, 1, 1000), Hints.NONE.withFamily("yolox")))
        .hasMessageContaining("form of yolox");
  }

  @Test
  void theOrderOfDimensionsIsSeenOrTold() throws Exception {
    Graph closed = pictures(1, 320, 320, 3);
    assertThat(infer(closed, Hints.NONE).input().layout()).isEqualTo(Layout.NHWC);
    Graph open = pictures("batch", "c", "h", "w");
    Hints size = Hints.NONE.withInputSize(320);
    assertThat(infer(open, size).input().layout()).isEqualTo(Layout.NCHW);
    DetectorSpec told = infer(open, size.withLayout(Layout.NHWC));
    assertThat(told.input().shape(2)).containsExactly(2, 320, 320, 3);
    assertThatThrownBy(() -> infer(closed, Hints.NONE.withLayout(Layout.NCHW)))
        .hasMessageContaining("[1, 320, 320, 3]")
        .hasMessageContaining("not NCHW");
    assertThatThrownBy(() -> infer(pictures(1, 4, 320, 320), Hints.NONE))
        .hasMessageContaining("three channels, or one of gray");
  }

  @Test
  void oneChannelIsGray() throws Exception {
    DetectorSpec planes = infer(pictures(1, 1, 320, 320), Hints.NONE);
    assertThat(planes.input().colorOrder()).isEqualTo(ColorOrder.GRAY);
    assertThat(planes.input().shape(2)).containsExactly(2, 1, 320, 320);
    assertThat(SpecJson.read(SpecJson.write(planes), "m")).isEqualTo(planes);
    DetectorSpec pixels = infer(pictures("b", 320, 320, 1), Hints.NONE);
    assertThat(pixels.input().shape(2)).containsExactly(2, 320, 320, 1);
    String wrong = SpecJson.write(planes).replace("\"mean\":[0.0]", "\"mean\":[0.0,0.0,0.0]");
    assertThatThrownBy(() -> SpecJson.read(wrong, "m.onnx")).hasMessageContaining("damaged spec");
  }

  private static Graph pictures(Object... dimensions) {
    GraphBuilder g = new GraphBuilder("layout", 17);
    g.input("images", dimensions);
    g.output(g.initializer("output0", new float[84 * 2100], 1, 84, 2100), 1, 84, 2100);
    return g.build();
  }

  @Test
  void aSpecThatSaysNoOrderMeansPlanes() throws Exception {
    DetectorSpec spec = infer(pictures(1, 3, 320, 320), Hints.NONE);
    String older = SpecJson.write(spec).replace(",\"layout\":\"NCHW\"", "");
    assertThat(older).doesNotContain("layout");
    assertThat(SpecJson.read(older, "m")).isEqualTo(spec);
  }

  @Test
  void tilesAreKeptAndASpecWithoutThemIsTheTextThatItWas() throws Exception {
    Graph graph = graph(320, 1, 84, 2100);
    DetectorSpec whole = infer(graph, Hints.NONE);
    assertThat(SpecJson.write(whole)).doesNotContain("tiles");
    DetectorSpec tiled = infer(graph, Hints.NONE.withTiles(new TileSpec("3x2", 0.3)));
    assertThat(tiled.tiles().looks()).isEqualTo(7);
    assertThat(infer(SpecInference.embed(graph, tiled), Hints.NONE)).isEqualTo(tiled);
    String damaged = SpecJson.write(tiled).replace("3x2", "3y2");
    assertThatThrownBy(() -> SpecJson.read(damaged, "m.onnx"))
        .hasMessageContaining("m.onnx: damaged spec")
        .hasMessageContaining("tiles '3y2': give columns and rows as 3x2");
  }

  @Test
  void namelessClassesAreOfferedCocosNames(@TempDir Path folder) throws Exception {
    Graph endToEnd = graph(640, 1, 300, 6);
    assertThatThrownBy(() -> infer(endToEnd, Hints.NONE)).hasMessageContaining("--labels coco");
    List<String> coco = Hints.readLabels(Path.of("coco"));
    assertThat(coco).isEqualTo(CocoLabels.ALL);
    assertThat(infer(endToEnd, Hints.NONE.withLabels(coco)).labels()).isEqualTo(CocoLabels.ALL);
    assertThatThrownBy(() -> Hints.readLabels(folder.resolve("coco")))
        .hasMessageContaining("there is no such file");
    // three classes are not COCO's
    assertThatThrownBy(() -> infer(graph(320, 1, 7, 2100), Hints.NONE))
        .hasMessageContaining("3 classes")
        .hasMessageNotContaining("coco");
  }

  @Test
  void labelFilesAreOneNameALine(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("l.txt"), "open\r\nshort\n\n");
    assertThat(LabelList.read(file)).containsExactly("open", "short");
    Path empty = Files.writeString(folder.resolve("e.txt"), "\n");
    assertThatThrownBy(() -> LabelList.read(empty)).hasMessageContaining("one name a line");
    assertThatThrownBy(() -> LabelList.read(folder.resolve("no"))).hasMessageContaining("no");
  }
}
