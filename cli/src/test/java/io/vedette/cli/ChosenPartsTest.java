package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which parts of a dataset the commands take where nobody says, and what they say of it. */
final class ChosenPartsTest {

  /** Of p0.png to p9.png these are in the tenth that a hash of the name chooses. */
  private static final int TENTH = 1;

  @TempDir Path folder;
  private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void begin() {
    data = folder.resolve("data");
  }

  /** A YOLO dataset; what is read of a part called test fails. */
  private void dataset(int pictures, String... splits) throws IOException {
    List<String> yaml = new ArrayList<>(List.of("names: [part]"));
    for (String split : splits) {
      yaml.add(split + ": images/" + split);
      int count = split.equals("train") ? pictures : 2;
      for (int i = 0; i < count; i++) {
        Path picture = data.resolve("images/" + split + "/p" + i + ".png");
        Files.createDirectories(picture.getParent());
        Pictures.write(picture, new Picture(64, 64, new byte[64 * 64 * 3]));
        Path labels = data.resolve("labels/" + split + "/p" + i + ".txt");
        Files.createDirectories(labels.getParent());
        Files.writeString(labels, split.equals("test") ? "what is this" : "0 .5 .5 .5 .5\n");
      }
    }
    Files.write(data.resolve("data.yaml"), yaml);
  }

  private int train(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--architecture=vedette-pico",
                "--size=64",
                "--batch=2",
                "--epochs=1",
                "--data=" + data,
                "--output=" + folder.resolve("out")));
    arguments.addAll(List.of(more));
    return execute(arguments);
  }

  private int execute(List<String> arguments) {
    CommandLine command =
        Vedette.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }

  @Test
  void trainIsTrainedOnAndValMeasuredOnAndTestNeverTouched() throws Exception {
    dataset(3, "train", "val", "test");

    assertThat(train()).as(err.toString()).isZero();

    assertThat(err.toString())
        .contains("training on 3 pictures of data train, measuring on 2 pictures of data val");
    assertThat(out.toString()).contains("1 epochs on 3 pictures");
  }

  @Test
  void withoutValATenthIsMeasuredOnAndNotTrainedOn() throws Exception {
    dataset(10, "train", "test");

    assertThat(train()).as(err.toString()).isZero();

    assertThat(err.toString())
        .contains(
            "training on "
                + (10 - TENTH)
                + " pictures of data train, measuring on "
                + TENTH
                + " pictures of data train");
  }

  @Test
  void valSplitAloneMeansTheSameData() throws Exception {
    dataset(3, "train", "val");

    assertThat(train("--val-split=val")).as(err.toString()).isZero();
    assertThat(err.toString())
        .contains("training on 3 pictures of data train, measuring on 2 pictures of data val");

    err.getBuffer().setLength(0);
    assertThat(train("--val-split=nothing")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no split 'nothing'; there are: train, val");
  }

  @Test
  void whatIsAskedForIsWhatIsTaken() throws Exception {
    dataset(3, "train", "val");

    assertThat(train("--split=val")).as(err.toString()).isZero();
    assertThat(err.toString()).contains("training on 2 pictures of data val, measuring on none");
    assertThat(train("--split=all", "--hold-out=0")).as(err.toString()).isZero();
    assertThat(err.toString())
        .contains("training on 5 pictures of data train, data val, measuring on none");
  }

  @Test
  void trainingWithoutALabelIsRefused() throws Exception {
    dataset(3, "train", "val");
    Files.move(data.resolve("labels"), data.resolve("elsewhere"));

    assertThat(train()).isEqualTo(1);

    assertThat(err.toString())
        .contains("no object is labelled on its 3 pictures; labels were looked for in ")
        .contains(data.resolve("labels/train").toString());
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aFewPicturesAreAllTrainedOn() throws Exception {
    dataset(1, "train");
    Path only = data.resolve("images/train/p0.png");
    // p9 is in the tenth
    Files.move(only, only.resolveSibling("p9.png"));
    Files.move(data.resolve("labels/train/p0.txt"), data.resolve("labels/train/p9.txt"));

    assertThat(train()).as(err.toString()).isZero();

    assertThat(err.toString()).contains("training on 1 pictures of data train, measuring on none");
  }

  @Test
  void aFormThatIsNoneIsWrongUsage() throws Exception {
    dataset(3, "train");

    assertThat(train("--form=coca")).isEqualTo(2);
    assertThat(err.toString()).contains("--form").contains("'coca' is none of yolo, deeppcb, coco");
    assertThat(train("--form=voc")).isEqualTo(1);
    assertThat(err.toString()).contains("data: is not Pascal VOC");
  }
}
