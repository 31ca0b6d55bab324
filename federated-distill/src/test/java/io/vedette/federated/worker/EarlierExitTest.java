package io.vedette.federated.worker;

import static io.vedette.federated.worker.SpeakingStudent.DASH;
import static io.vedette.federated.worker.SpeakingStudent.DOT;
import static io.vedette.federated.worker.SpeakingStudent.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.worker.EarlierExit.Choice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EarlierExitTest {

  private static final double LOSS = 0.2;

  @TempDir Path folder;

  private Choice choose(Graph student, Dataset pictures) throws Exception {
    Dataset training =
        pictures.withSamples(pictures.samples().subList(4, pictures.samples().size()));
    Dataset heldOut = pictures.withSamples(pictures.samples().subList(0, 4));
    return new EarlierExit(student, training, heldOut, LOSS, () -> {}).choose(0);
  }

  private static String strides(Graph graph) throws Exception {
    return SpecInference.infer(graph, Hints.NONE, "test").head().parameters().get("strides");
  }

  @Test
  void whereTheFinestLevelFindsEverythingItIsEnough() throws Exception {
    Graph student = SpeakingStudent.of(DOT, SILENT, SILENT);
    Dataset seen = SpeakingStudent.seenBy(student, DOT, 16, folder);

    Choice choice = choose(student, seen);

    assertThat(choice.levels()).as(choice.why()).isEqualTo(1);
    assertThat(choice.of()).isEqualTo(3);
    assertThat(strides(choice.graph())).isEqualTo("8");
    assertThat(choice.why())
        .startsWith("they find 64 of the 64 objects that all find in 16 pictures");
  }

  @Test
  void aMiddleLevelThatIsNeededStays() throws Exception {
    Graph student = SpeakingStudent.of(SILENT, DOT, SILENT);
    Dataset seen = SpeakingStudent.seenBy(student, DOT, 16, folder);

    Choice choice = choose(student, seen);

    assertThat(choice.levels()).as(choice.why()).isEqualTo(2);
    assertThat(strides(choice.graph())).isEqualTo("8,16");
  }

  @Test
  void aCoarseLevelThatIsNeededKeepsThemAll() throws Exception {
    Graph student = SpeakingStudent.of(SILENT, SILENT, DOT);
    Dataset seen = SpeakingStudent.seenBy(student, DOT, 16, folder);

    Choice choice = choose(student, seen);

    assertThat(choice.levels()).isEqualTo(3);
    assertThat(choice.graph()).isSameAs(student);
    assertThat(choice.why()).startsWith("on 1, ").contains("; on 2, ").contains("'dot' are lost");
  }

  @Test
  void whatOnlyACoarseLevelFindsIsNotOutvotedByWhatIsFrequent() throws Exception {
    Graph student = SpeakingStudent.of(DOT, SILENT, DASH);
    List<Sample> samples =
        new ArrayList<>(SpeakingStudent.seenBy(student, DOT, 60, folder).samples());
    samples.addAll(SpeakingStudent.seenBy(student, DASH, 1, folder).samples());
    Dataset seen = new Dataset("seen", SpeakingStudent.LABELS, samples);

    Choice choice = choose(student, seen);

    assertThat(choice.levels()).isEqualTo(3);
    assertThat(choice.why()).contains("found 'dash' are lost");
  }

  @Test
  void fewPicturesSayNothing() throws Exception {
    Graph student = SpeakingStudent.of(DOT, SILENT, SILENT);
    Dataset seen = SpeakingStudent.seenBy(student, DOT, 10, folder);

    Choice choice = choose(student, seen);

    assertThat(choice.levels()).isEqualTo(3);
    assertThat(choice.why()).isEqualTo("10 pictures with objects cannot tell what is lost; 14 may");
  }

  @Test
  void picturesOfOtherLabelsAreRefused() throws Exception {
    Graph student = SpeakingStudent.of(DOT, SILENT, SILENT);
    Dataset dots = new Dataset("dots", List.of("dot"), List.of());
    Dataset dashes = new Dataset("dashes", List.of("dash"), List.of());

    assertThatThrownBy(() -> new EarlierExit(student, dots, dashes, LOSS, () -> {}))
        .hasMessage("trained on labels [dot], held out were [dash]");
  }
}
