package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFormsTest {
  @TempDir private Path folder;

  @Test
  void deepPcbOpensWithItsOfficialSplits() throws DetectorException {
    Path root = SharedFiles.of("data/deeppcb");
    Dataset trainval = Datasets.open(root, "train");
    Dataset test = Datasets.open(root.resolve("PCBData"), "test");

    assertThat(trainval.labels())
        .containsExactly("open", "short", "mousebite", "spur", "copper", "pin-hole");
    assertThat(trainval.samples()).hasSize(1000);
    assertThat(trainval.objects()).isEqualTo(6873);
    assertThat(test.samples()).hasSize(500);
    assertThat(test.objects()).isEqualTo(3140);
    Sample first = trainval.samples().get(0);
    assertThat(first.file().getFileName()).hasToString("20085000_test.jpg");
    assertThat(first.width()).isEqualTo(640);
    assertThat(Datasets.open(root, null).samples()).hasSize(1500);
  }

  @Test
  void cocoBesideAnImagesFolderOpens() throws DetectorException {
    Dataset dataset = Datasets.open(SharedFiles.of("data/voc100"), null);

    assertThat(dataset.samples()).hasSize(100);
    assertThat(dataset.objects()).isEqualTo(273);
    assertThat(dataset.labels()).hasSize(20).startsWith("person", "cat", "boat");
    for (Sample sample : dataset.samples()) {
      assertThat(sample.file()).isRegularFile();
    }
  }

  @Test
  void vocSaysTheSameAsItsCocoForm() throws DetectorException {
    Dataset coco = Datasets.open(SharedFiles.of("data/voc100"), null);
    Dataset voc = Datasets.open(SharedFiles.of("data/voc100/pascalvoc_format"), null);

    assertThat(voc.samples()).hasSize(100);
    assertThat(boxes(voc)).containsExactlyInAnyOrderElementsOf(boxes(coco));
  }

  private static List<String> boxes(Dataset dataset) {
    return dataset.samples().stream()
        .flatMap(
            sample ->
                sample.truths().stream()
                    .map(
                        truth ->
                            sample.file().getFileName()
                                + " "
                                + dataset.labels().get(truth.classId())
                                + " "
                                + truth.box()))
        .toList();
  }

  @Test
  void yoloOpensByItsDataYaml() throws DetectorException, IOException {
    yolo("1 0.5 0.5 0.2 0.4\n0 0.1 0.1 0.3 0.1 0.3 0.5 0.1 0.5\n");

    Dataset dataset = Datasets.open(folder, "val");

    assertThat(dataset.labels()).containsExactly("crack", "scratch");
    assertThat(dataset.samples()).hasSize(2);
    List<Truth> truths = dataset.samples().get(0).truths();
    assertThat(truths).extracting(Truth::classId).containsExactly(1, 0);
    assertBox(truths.get(0).box(), 40, 15, 60, 35);
    assertBox(truths.get(1).box(), 10, 5, 30, 25);
    assertThat(dataset.samples().get(1).truths()).as("no label file: nothing there").isEmpty();
  }

  private static void assertBox(Box box, double x1, double y1, double x2, double y2) {
    assertThat(box.x1()).isCloseTo((float) x1, within(1e-3f));
    assertThat(box.y1()).isCloseTo((float) y1, within(1e-3f));
    assertThat(box.x2()).isCloseTo((float) x2, within(1e-3f));
    assertThat(box.y2()).isCloseTo((float) y2, within(1e-3f));
  }

  private void yolo(String labels) throws IOException {
    Files.writeString(
        folder.resolve("data.yaml"), "val: ../val/images\nnames: {0: crack, 1: scratch}\n");
    Path images = Files.createDirectories(folder.resolve("val/images"));
    Picture picture = new Picture(100, 50, new byte[100 * 50 * 3]);
    Pictures.write(images.resolve("a.png"), picture);
    Pictures.write(images.resolve("b.png"), picture);
    Files.writeString(
        Files.createDirectories(folder.resolve("val/labels")).resolve("a.txt"), labels);
  }

  @Test
  void whatIsWrittenAsCocoReadsBackTheSame() throws DetectorException, IOException {
    yolo("1 0.5 0.5 0.2 0.4\n");
    Dataset dataset = Datasets.open(folder.resolve("data.yaml"), null);
    Truth crowd = new Truth(new Box(1, 2, 30.5f, 40.25f), 1, true, 123.5);
    Sample sample = dataset.samples().get(0);
    Dataset written =
        dataset.withSamples(
            List.of(
                new Sample("x", sample.file(), 100, 50, List.of(crowd, sample.truths().get(0))),
                dataset.samples().get(1)));

    Path other = folder.resolve("as-coco/annotations.json");
    CocoWriter.write(written, other);
    Dataset back = Datasets.open(other.getParent(), null);

    assertThat(back.labels()).isEqualTo(written.labels());
    assertThat(back.samples()).extracting(Sample::file).allMatch(Files::isRegularFile);
    assertThat(back.samples().get(0).truths()).isEqualTo(written.samples().get(0).truths());
    assertThat(back.digest()).isEqualTo(written.digest());
    assertThat(back.withSamples(back.samples().subList(0, 1)).digest())
        .isNotEqualTo(written.digest());
  }
}
