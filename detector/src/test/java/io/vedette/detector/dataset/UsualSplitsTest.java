package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pictures are trained and measured on where nobody says. */
class UsualSplitsTest {

  @TempDir private Path root;
  private DatasetFolder folder;

  @BeforeEach
  void begin() {
    folder = new DatasetFolder(root);
  }

  private DatasetSource split(String... splits) throws Exception {
    List<String> yaml = new ArrayList<>(List.of("names: [a]"));
    for (String split : splits) {
      yaml.add(split + ": images/" + split);
      folder
          .pictures("images/" + split + "/x.png")
          .text("labels/" + split + "/x.txt", "0 .5 .5 .2 .2");
    }
    folder.text("data.yaml", yaml.toArray(String[]::new));
    return DatasetSource.find(root, null);
  }

  @Test
  void trainAndValButNeverTest() throws Exception {
    DatasetSource source = split("train", "val", "test");

    assertThat(UsualSplits.of(source)).isEqualTo(new UsualSplits("train", "val"));
    assertThat(UsualSplits.judged(source).name()).endsWith(" val");
  }

  @Test
  void aTenthWhereThereIsNoVal() throws Exception {
    assertThat(UsualSplits.of(split("train", "test"))).isEqualTo(new UsualSplits("train", null));
  }

  @Test
  void aDatasetOfTestAloneIsNotTrainedOn() throws Exception {
    DatasetSource source = split("test");

    assertThatThrownBy(() -> UsualSplits.of(source))
        .hasMessageContaining("none of its splits is called train; choose one with --split: test");
  }

  @Test
  void aDatasetThatIsNotSplitIsJudgedOnWhole() throws Exception {
    folder.text("classes.txt", "a").pictures("x.png", "y.png").text("x.txt", "0 .5 .5 .2 .2");
    DatasetSource source = DatasetSource.find(root, null);

    assertThat(UsualSplits.of(source)).isEqualTo(new UsualSplits(null, null));
    assertThat(UsualSplits.judged(source).samples()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 500", "250, 500", "0, 1000"})
  void aPictureIsInTheTenthOrNotWhateverElseThereIs(int from, int to) {
    Dataset all = numbered(0, 1000);

    Dataset some = numbered(from, to);
    List<String> tenth = TenthByName.of(some).samples().stream().map(Sample::id).toList();

    assertThat(tenth.size()).isBetween((to - from) / 20, (to - from) / 6);
    assertThat(TenthByName.of(all).samples()).extracting(Sample::id).containsAll(tenth);
    assertThat(TenthByName.othersOf(some).samples())
        .hasSize(to - from - tenth.size())
        .extracting(Sample::id)
        .doesNotContainAnyElementsOf(tenth);
  }

  private static Dataset numbered(int from, int to) {
    List<Sample> samples = new ArrayList<>();
    for (int i = from; i < to; i++) {
      samples.add(new Sample("id" + i, Path.of("frame_%06d.jpg".formatted(i)), 10, 10, List.of()));
    }
    return new Dataset("numbered", List.of("a"), samples);
  }

  @Test
  void copiesOfOnePictureStayTogether() {
    for (int i = 0; i < 50; i++) {
      String name = "picture" + i + "_jpg";
      Dataset copies =
          new Dataset(
              "copies",
              List.of("a"),
              List.of(
                  new Sample("1", Path.of(name + ".rf.0a1b.jpg"), 1, 1, List.of()),
                  new Sample("2", Path.of(name + ".rf.ffff.jpg"), 1, 1, List.of())));
      assertThat(TenthByName.of(copies).samples().size()).isIn(0, 2);
    }
  }
}
