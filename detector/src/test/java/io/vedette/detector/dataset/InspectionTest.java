package io.vedette.detector.dataset;

import static io.vedette.detector.dataset.Problem.Kind.BAD_BOX;
import static io.vedette.detector.dataset.Problem.Kind.BAD_ENTRY;
import static io.vedette.detector.dataset.Problem.Kind.BOX_OUTSIDE;
import static io.vedette.detector.dataset.Problem.Kind.BOX_WITHOUT_AREA;
import static io.vedette.detector.dataset.Problem.Kind.DUPLICATE_PICTURE;
import static io.vedette.detector.dataset.Problem.Kind.MISSING_PICTURE;
import static io.vedette.detector.dataset.Problem.Kind.SAME_NAME;
import static io.vedette.detector.dataset.Problem.Kind.UNKNOWN_CLASS;
import static io.vedette.detector.dataset.Problem.Kind.UNREADABLE_PICTURE;
import static io.vedette.detector.dataset.Problem.Kind.WRONG_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything wrong in a dataset is found at once, by file and line, and nothing else is lost. */
class InspectionTest {

  @TempDir private Path folder;

  private void picture(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Pictures.write(file, new Picture(100, 50, new byte[100 * 50 * 3]));
  }

  private void write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  /** What was found: kind, and the end of the line before its explanation. */
  private void assertFound(Inspection inspection, Tuple... kindsAndPlaces) {
    assertThat(inspection.problems())
        .extracting(
            Problem::kind,
            problem -> problem.text().replace(folder + "/", "").replaceAll(": .*", ""))
        .containsExactlyInAnyOrder(kindsAndPlaces);
    assertThat(inspection.count()).isEqualTo(kindsAndPlaces.length);
  }

  @Test
  void yolo() throws Exception {
    write("data.yaml", "train: images", "names:", "  0: crack", "  1: scratch", "  2: crack");
    for (String name : new String[] {"good", "empty", "bare", "lines", "flat", "twin", "gone"}) {
      picture("images/" + name + ".png");
    }
    Files.delete(folder.resolve("images/gone.png"));
    Files.writeString(folder.resolve("images/torn.png"), "no picture");
    write("labels/good.txt", "0 0.5 0.5 0.2 0.2", "1 0.5 0.5 1.01 1.01");
    write("labels/empty.txt", "");
    write(
        "labels/lines.txt",
        "0 0.5 0.5 0.2",
        "9 0.5 0.5 0.2 0.2",
        "0 NaN 0.5 0.2 0.2",
        "",
        "0 3 2 1 1");
    write("labels/flat.txt", "0 0.5 0.5 0.2 0.2", "0 0.5 0.5 0 0.2");
    write("labels/twin.txt", "2 0.5 0.5 0.2 0.2");
    write("labels/gone.txt", "0 0.5 0.5 0.2 0.2");
    write("labels/classes.txt", "crack", "scratch");

    Inspection inspection = Datasets.inspect(folder, "train");

    assertFound(
        inspection,
        tuple(SAME_NAME, "data.yaml:5"),
        tuple(BAD_ENTRY, "labels/lines.txt:1"),
        tuple(UNKNOWN_CLASS, "labels/lines.txt:2"),
        tuple(BAD_ENTRY, "labels/lines.txt:3"),
        tuple(BOX_OUTSIDE, "labels/lines.txt:5"),
        tuple(BOX_WITHOUT_AREA, "labels/flat.txt:2"),
        tuple(UNKNOWN_CLASS, "labels/twin.txt:1"),
        tuple(MISSING_PICTURE, "labels/gone.txt:1"),
        tuple(UNREADABLE_PICTURE, "images/torn.png"));
    assertThat(inspection.dataset().labels()).containsExactly("crack", "scratch");
    assertThat(inspection.dataset().samples())
        .extracting(Sample::id)
        .containsExactly(
            "images/bare.png", "images/empty.png", "images/flat.png", "images/good.png");
    assertThat(inspection.background()).isEqualTo(2);
    assertThat(inspection.boxesLeftOut()).isEqualTo(1);
    assertThat(inspection.picturesLeftOut()).isEqualTo(4);
    assertThat(inspection.summary()).startsWith("missing pictures: 1, unreadable pictures: 1, ");
  }

  @Test
  void yoloLists() throws Exception {
    write("data.yaml", "train: train.txt", "names: [crack]");
    picture("images/a.png");
    write("train.txt", "images/a.png", "images/b.png", "images/../images/a.png");

    Inspection inspection = Datasets.inspect(folder, null);

    assertFound(
        inspection, tuple(MISSING_PICTURE, "train.txt:2"), tuple(DUPLICATE_PICTURE, "train.txt:3"));
    assertThat(inspection.dataset().samples()).hasSize(1);
  }

  @Test
  void deepPcb() throws Exception {
    picture("a_test.jpg");
    picture("b_test.jpg");
    write("trainval.txt", "a.jpg a.txt", "b.jpg b.txt", "c.jpg c.txt", "d.jpg", "a.jpg a.txt");
    write("a.txt", "1 2 30 40 5", "1 2 1 40 5");
    write("b.txt", "1 2 30 40 7", "30 2 1 40 5", "1 2 130 40 5");
    write("c.txt", "1 2 30 40 1", "1 2 x 40 1");

    Inspection inspection = Datasets.inspect(folder, "train");

    assertFound(
        inspection,
        tuple(BOX_WITHOUT_AREA, "a.txt:2"),
        tuple(UNKNOWN_CLASS, "b.txt:1"),
        tuple(BAD_BOX, "b.txt:2"),
        tuple(BOX_OUTSIDE, "b.txt:3"),
        tuple(MISSING_PICTURE, "trainval.txt:3"),
        tuple(BAD_ENTRY, "c.txt:2"),
        tuple(BAD_ENTRY, "trainval.txt:4"),
        tuple(BOX_WITHOUT_AREA, "a.txt:2"),
        tuple(DUPLICATE_PICTURE, "trainval.txt:5"));
    assertThat(inspection.dataset().samples()).extracting(Sample::id).containsExactly("a");
    assertThat(inspection.boxesLeftOut()).isEqualTo(1);
  }

  @Test
  void coco() throws Exception {
    for (String name : new String[] {"a", "b", "c", "d", "e"}) {
      picture(name + ".png");
    }
    write(
        "annotations.json",
        "{\"categories\":[{\"id\":1,\"name\":\"x\"},",
        "{\"id\":2,\"name\":\"y\"},",
        "{\"id\":3,\"name\":\"x\"}],",
        "\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":100,\"height\":50},",
        "{\"id\":2,\"file_name\":\"b.png\",\"width\":100,\"height\":50},",
        "{\"id\":3,\"file_name\":\"gone.png\",\"width\":100,\"height\":50},",
        "{\"id\":4,\"file_name\":\"c.png\",\"width\":640,\"height\":480},",
        "{\"id\":5,\"file_name\":\"a.png\"},",
        "{\"id\":6,\"file_name\":\"d.png\",\"width\":50,\"height\":100},",
        "{\"id\":7,\"file_name\":\"e.png\"},",
        "{\"id\":8}],",
        "\"annotations\":[",
        "{\"id\":10,\"image_id\":1,\"category_id\":2,\"bbox\":[1,2,3,4]},",
        "{\"id\":11,\"image_id\":1,\"category_id\":2,\"bbox\":[1,2,0,4]},",
        "{\"id\":12,\"image_id\":2,\"category_id\":1,\"bbox\":[1,2,300,4]},",
        "{\"id\":13,\"image_id\":2,\"category_id\":1,\"bbox\":[NaN,2,3,4]},",
        "{\"id\":14,\"image_id\":9,\"category_id\":1,\"bbox\":[1,2,3,4]},",
        "{\"id\":15,\"image_id\":7,\"category_id\":3,\"bbox\":[1,2,3,4]}]}");

    Inspection inspection = Datasets.inspect(folder, null);

    assertFound(
        inspection,
        tuple(SAME_NAME, "annotations.json:3"),
        tuple(MISSING_PICTURE, "annotations.json:6"),
        tuple(WRONG_SIZE, "annotations.json:7"),
        tuple(DUPLICATE_PICTURE, "annotations.json:8"),
        tuple(WRONG_SIZE, "annotations.json:9"),
        tuple(BAD_ENTRY, "annotations.json:11"),
        tuple(BOX_WITHOUT_AREA, "annotations.json:14"),
        tuple(BOX_OUTSIDE, "annotations.json:15"),
        tuple(BAD_BOX, "annotations.json:16"),
        tuple(BAD_ENTRY, "annotations.json:17"),
        tuple(UNKNOWN_CLASS, "annotations.json:18"));
    assertThat(inspection.problems())
        .filteredOn(problem -> problem.kind() == BOX_OUTSIDE)
        .allMatch(problem -> problem.text().contains(": id 12: a box from 1.0 2.0 to 301.0 6.0"));
    assertThat(inspection.dataset().labels()).containsExactly("x", "y");
    assertThat(inspection.dataset().samples()).extracting(Sample::id).containsExactly("1");
    assertThat(inspection.dataset().samples().get(0).truths()).hasSize(1);
  }

  @Test
  void voc() throws Exception {
    picture("a.jpg");
    picture("b.jpg");
    String object =
        "<object><name>x</name><bndbox><xmin>%s</xmin><ymin>2</ymin>"
            + "<xmax>%s</xmax><ymax>9</ymax></bndbox></object>";
    write("a.xml", "<annotation>", object.formatted(1, 9), object.formatted(9, 9), "</annotation>");
    write(
        "b.xml",
        "<annotation>",
        object.formatted(9, 1),
        object.formatted("x", 1),
        object.formatted(1, 900),
        "<object/>",
        "</annotation>");
    write("c.xml", "<annotation>", object.formatted(1, 9), "</annotation>");
    write("d.xml", "<annotation>", "<object>");

    Inspection inspection = Datasets.inspect(folder, null);

    assertFound(
        inspection,
        tuple(BOX_WITHOUT_AREA, "a.xml:3"),
        tuple(BAD_BOX, "b.xml:2"),
        tuple(BAD_ENTRY, "b.xml:3"),
        tuple(BOX_OUTSIDE, "b.xml:4"),
        tuple(BAD_ENTRY, "b.xml:5"),
        tuple(MISSING_PICTURE, "c.xml"),
        tuple(BAD_ENTRY, "d.xml:3"));
    assertThat(inspection.dataset().samples()).extracting(Sample::id).containsExactly("a");
    assertThat(inspection.picturesLeftOut()).isEqualTo(3);
  }

  @Test
  void aPictureThatCannotBeDecodedIsFoundByDecodingIt() throws Exception {
    write("data.yaml", "train: images", "names: [crack]");
    picture("images/a.png");
    picture("images/b.png");
    Path damaged = folder.resolve("images/b.png");
    byte[] bytes = Files.readAllBytes(damaged);
    Arrays.fill(bytes, 33, bytes.length - 12, (byte) 0);
    byte[] end = Arrays.copyOfRange(bytes, bytes.length - 12, bytes.length);
    byte[] chunk = {0, 0, 0, (byte) (bytes.length - 33 - 12 - 12)};
    System.arraycopy(chunk, 0, bytes, 33, 4);
    System.arraycopy(end, 0, bytes, bytes.length - 12, 12);
    Files.write(damaged, bytes);
    Inspection inspection = Datasets.inspect(folder, null);
    assertThat(inspection.problems()).isEmpty();

    Inspection decoded = inspection.decoded();

    assertFound(decoded, tuple(UNREADABLE_PICTURE, "images/b.png"));
    assertThat(decoded.dataset().samples()).hasSize(1);
  }

  @Test
  void aLargePictureIsNotTakenForOneThatIsCutOff() throws Exception {
    byte[] noise = new byte[800 * 800 * 3];
    new Random(1).nextBytes(noise);
    Path file = folder.resolve("images/a.png");
    Files.createDirectories(file.getParent());
    Pictures.write(file, new Picture(800, 800, noise));
    assertThat(Files.size(file)).isGreaterThan(1 << 20);
    write("data.yaml", "train: images", "names: [crack]");

    assertThat(Datasets.inspect(folder, null).problems()).isEmpty();
    assertThat(Datasets.open(folder, null).samples().get(0).width()).isEqualTo(800);
  }

  @Test
  void whatMustBeWholeIsStillRefused() throws Exception {
    write("annotations.json", "{\"images\":[{\"id\":1,,");

    assertThatThrownBy(() -> Datasets.inspect(folder, null))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("annotations.json:1: no valid JSON");
  }

  @Test
  void nothingIsWrongWithGoodDatasets() throws Exception {
    for (String name : new String[] {"data/voc100", "data/voc100/pascalvoc_format"}) {
      Path path = SharedFiles.of(name);
      assertThat(Datasets.inspect(path, null).problems()).as(name).isEmpty();
      assertThat(Datasets.inspect(path, null).dataset()).isEqualTo(Datasets.open(path, null));
    }
    Inspection boards = Datasets.inspect(SharedFiles.of("data/deeppcb"), null);
    assertThat(boards.problems()).isEmpty();
    assertThat(boards.dataset().samples()).hasSize(1500);
  }
}
