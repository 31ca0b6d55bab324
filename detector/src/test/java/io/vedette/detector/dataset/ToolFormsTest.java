package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CVAT, Label Studio and LabelMe write. */
class ToolFormsTest {

  @TempDir private Path root;
  private DatasetFolder folder;

  @BeforeEach
  void begin() {
    folder = new DatasetFolder(root);
  }

  private static void assertBox(Dataset dataset, String label, float... corners) {
    assertThat(dataset.samples()).hasSize(1);
    assertThat(dataset.samples().get(0).truths()).hasSize(1);
    Truth truth = dataset.samples().get(0).truths().get(0);
    assertThat(dataset.labels().get(truth.classId())).isEqualTo(label);
    Box box = truth.box();
    assertThat(new float[] {box.x1(), box.y1(), box.x2(), box.y2()})
        .containsExactly(corners, within(0.01f));
  }

  private static String cvat(String shape) {
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <annotations><version>1.1</version>
        <meta><task><labels><label><name>dent</name></label>
        <label><name>crack</name><attributes><attribute><name>a</name></attribute></attributes>
        </label></labels></task></meta>
        <image id="0" name="sub/x.png" width="100" height="50">
        %s
        </image></annotations>"""
        .formatted(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<box label='crack' xtl='10' ytl='20.0' xbr='30' ybr='40'/> | 10 | 20 | 30 | 40",
        "<box label='crack' xtl='10' ytl='25' xbr='30' ybr='35' rotation='90'/>"
            + " | 15 | 20 | 25 | 40",
        "<polygon label='crack' points='10,20;30,22.5;20,40'/> | 10 | 20 | 30 | 40",
        "<ellipse label='crack' cx='20' cy='30' rx='10' ry='5'/> | 10 | 25 | 30 | 35",
        "<ellipse label='crack' cx='20' cy='30' rx='10' ry='5' rotation='90'/>"
            + " | 15 | 20 | 25 | 40",
        "<mask label='crack' rle='3, 4' left='10' top='20' width='5' height='6'/>"
            + " | 10 | 20 | 15 | 26",
      })
  void cvatsShapes(String shape, float x1, float y1, float x2, float y2) throws Exception {
    folder
        .pictures("images/x.png")
        .text("annotations.xml", cvat(shape + "<points label='dent' points='1,2;3,4'/>"));

    Dataset dataset = Datasets.open(root, null);

    assertThat(dataset.labels()).containsExactly("dent", "crack");
    assertBox(dataset, "crack", x1, y1, x2, y2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<box label='crack' xtl='10' ytl='20' xbr='30'/> | annotations.xml:7: 'ybr' is missing",
        "<box label='crack' xtl='a' ytl='20' xbr='30' ybr='4'/> | 'a' is no number",
        "<polygon label='crack' points='1,2;3'/> | a point is not 'x,y': 3",
        "<polygon label='crack' points='1,2;3,4'/> | needs three corners",
        "<box xtl='10' ytl='20' xbr='30' ybr='40'/> | an object has no label",
      })
  void cvatsBadShapes(String shape, String message) throws Exception {
    folder.pictures("images/x.png").text("annotations.xml", cvat(shape));

    assertThatThrownBy(() -> Datasets.open(root, null)).hasMessageContaining(message);
  }

  @Test
  void cvatsTracks() throws Exception {
    folder
        .pictures("images/frame_000000.png", "images/frame_000005.png")
        .text(
            "annotations.xml",
            "<annotations><meta><task><original_size><width>100</width><height>50</height>",
            "</original_size></task></meta>",
            "<track id='0' label='crack'>",
            "<box frame='5' outside='0' keyframe='1' xtl='10' ytl='20' xbr='30' ybr='40'/>",
            "<box frame='0' outside='1' keyframe='1' xtl='1' ytl='2' xbr='3' ybr='4'/>",
            "</track>",
            "<track id='1' label='dent'>",
            "<polygon frame='5' outside='0' keyframe='0' points='1,2;3,2;3,4'/>",
            "</track></annotations>");

    Dataset dataset = Datasets.open(root, null);

    assertThat(dataset.samples())
        .extracting(sample -> sample.file().getFileName() + " " + sample.truths().size())
        .containsExactlyInAnyOrder("frame_000000.png 0", "frame_000005.png 2");
  }

  private static String labelStudio(String value, String more) {
    return """
        [{"id": 1, "annotations": [{"was_cancelled": true, "result": [{"bad": 1}]},
          {"result": [{"type": "any", "original_width": 100, "original_height": 50, %s
            "value": {%s}}, {"type": "choices", "value": {"choices": ["good"]}}]}],
          "data": {"image": "/data/upload/1/0a1b2c3d-x%%20y.png"}}]"""
        .formatted(more, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"x\": 10, \"y\": 40, \"width\": 20, \"height\": 40, \"rotation\": 0,"
            + " \"rectanglelabels\": [\"crack\"] | 10 | 20 | 30 | 40",
        // about its upper left corner
        "\"x\": 30, \"y\": 40, \"width\": 20, \"height\": 20, \"rotation\": 90,"
            + " \"rectanglelabels\": [\"crack\"] | 20 | 20 | 30 | 40",
        "\"points\": [[10, 40], [30, 45], [20, 80]], \"polygonlabels\": [\"crack\"]"
            + " | 10 | 20 | 30 | 40",
        "\"x\": 20, \"y\": 60, \"radiusX\": 10, \"radiusY\": 20, \"ellipselabels\": [\"crack\"]"
            + " | 10 | 20 | 30 | 40",
        "\"x\": 10, \"y\": 40, \"width\": 20, \"height\": 40, \"labels\": [\"crack\"]"
            + " | 10 | 20 | 30 | 40",
      })
  void labelStudiosRegions(String value, float x1, float y1, float x2, float y2) throws Exception {
    folder.pictures("images/x y.png").text("project-1.json", labelStudio(value, ""));

    assertBox(Datasets.open(root, null), "crack", x1, y1, x2, y2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"rle\": [1, 2], \"brushlabels\": [\"crack\"] | | task 1: a brush region cannot be read",
        "\"x\": \"a\", \"y\": 1, \"width\": 1, \"height\": 1, \"rectanglelabels\": [\"c\"] | "
            + "| x of a region is no number",
        "\"x\": 1, \"y\": 1, \"width\": 1, \"height\": 1, \"rectanglelabels\": [\"c\"] | "
            + "\"image_rotation\": 90, | drawn on a turned picture",
      })
  void labelStudiosBadRegions(String value, String more, String message) throws Exception {
    folder
        .pictures("images/x y.png")
        .text("project-1.json", labelStudio(value, more == null ? "" : more));

    assertThatThrownBy(() -> Datasets.open(root, null)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "https://host/bucket/x.png?token=1, x.png",
    "/data/local-files/?d=set/images/x.png, images/x.png",
    "s3://bucket/images/x.png, images/x.png",
  })
  void labelStudiosMinForm(String address, String picture) throws Exception {
    folder
        .pictures(picture)
        .text(
            "min.json",
            "[{\"photo\": \"" + address + "\", \"id\": 4, \"what\": [{\"x\": 10, \"y\": 40,",
            "\"width\": 20, \"height\": 40, \"rotation\": 0, \"rectanglelabels\": [\"crack\"]}]}]");

    assertThat(DatasetSource.find(root, null).form()).isEqualTo("label-studio");
    assertBox(Datasets.open(root, null), "crack", 10, 20, 30, 40);
  }

  @Test
  void oneOfSeveralAnnotationsMayBeTheTruth() throws Exception {
    String region =
        "{\"value\": {\"x\": %d, \"y\": 40, \"width\": 20, \"height\": 40,"
            + " \"rectanglelabels\": [\"crack\"]}}";
    String both =
        "[{\"id\": 1, \"data\": {\"image\": \"x.png\"}, \"annotations\": [{\"result\": ["
            + region.formatted(1)
            + "]}, {\"ground_truth\": %s, \"result\": ["
            + region.formatted(10)
            + "]}]}]";
    folder.pictures("x.png").text("tasks.json", both.formatted("true"));
    assertBox(Datasets.open(root, null), "crack", 10, 20, 30, 40);

    folder.text("tasks.json", both.formatted("false"));
    assertThatThrownBy(() -> Datasets.open(root, null))
        .hasMessageContaining("tasks.json:1: task 1: has 2 annotations of one picture");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rectangle | [[30, 40], [10, 20]]",
        "polygon | [[10, 20], [30, 30], [20, 40]]",
        "circle | [[20, 30], [26, 38]]",
        "mask | [[10, 20], [30, 40]]",
      })
  void labelMesShapes(String type, String points) throws Exception {
    folder
        .pictures("x.png")
        .text(
            "x.json",
            "{\"version\": \"5\", \"shapes\": [{\"label\": \"crack\", \"points\": " + points,
            ", \"shape_type\": \""
                + type
                + "\"}, {\"label\": \"way\", \"points\": [[1, 2], [3, 4]],",
            "\"shape_type\": \"line\"}], \"imagePath\": \"..\\\\x.png\", \"imageWidth\": 100,",
            "\"imageHeight\": 50}");

    assertBox(Datasets.open(root, null), "crack", 10, 20, 30, 40);
  }
}
