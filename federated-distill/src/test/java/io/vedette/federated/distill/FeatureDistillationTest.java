package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.federated.train.Drawings;
import io.vedette.federated.train.head.HeadLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which inner tensors of a student and a teacher are paired. */
class FeatureDistillationTest {

  private static Graph network(double width, Activation activation) {
    return Yolo11.build(
        new Yolo11.Choices(Drawings.LABELS, 64, 0.5, width, 256, activation, 8, false, false), 1);
  }

  private static DistillationLoss of(String losses, List<String> student, List<String> teacher)
      throws DetectorException {
    Graph small = network(0.125, Activation.RELU);
    Graph large = network(0.5, Activation.SILU);
    DistillationLoss.Settings settings =
        new DistillationLoss.Settings(
            DistillationTerms.parse(losses), 0.5, Temperature.of(2), SampleWeighting.EVEN, 1);
    List<String> own = FeatureDistillation.levels(small, student);
    List<String> theirs = FeatureDistillation.levels(large, teacher);
    try (AverageTeacher unused = AverageTeacher.of(small, List.of())) {
      return FeatureDistillation.of(unused, settings, small, own, large, theirs);
    }
  }

  @Test
  void theLevelsAreWhereTheNeckEnds() throws Exception {
    assertThat(FeatureDistillation.levels(network(0.25, Activation.RELU), List.of()))
        .containsExactly("n5.cv2.relu", "n8.cv2.relu", "n11.cv2.relu");
    assertThat(FeatureDistillation.levels(network(0.25, Activation.SILU), List.of()))
        .hasSize(3)
        .allMatch(name -> name.matches("n(5|8|11)\\.cv2\\..*"));
  }

  @Test
  void adaptersCarryTheStudentsWidthToTheTeachers() throws Exception {
    try (DistillationLoss loss = of("logits,cwd", List.of(), List.of())) {
      assertThat(loss.tensors()).containsExactly("n5.cv2.relu", "n8.cv2.relu", "n11.cv2.relu");
      assertThat(loss.parameters())
          .containsOnlyKeys("distill.cwd.adapter0", "distill.cwd.adapter1", "distill.cwd.adapter2");
      long[] adapter = loss.parameters().get("distill.cwd.adapter0").shape();
      assertThat(adapter[0]).isEqualTo(4 * adapter[1]);
    }
  }

  @Test
  void otherTensorsMayBeNamed() throws Exception {
    try (DistillationLoss loss = of("at", List.of("b4.cv2.relu"), List.of("b4.cv2.conv"))) {
      assertThat(loss.tensors()).containsExactly("b4.cv2.relu");
    }
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatThrownBy(() -> of("at", List.of("b4.cv2.relu"), List.of()))
        .isInstanceOf(DetectorException.class)
        .hasMessage("the student has 1 levels and the teacher 3");
    assertThatThrownBy(() -> of("at", List.of("b4.cv2.relu"), List.of("b6.cv2.conv")))
        .isInstanceOf(DetectorException.class)
        .hasMessageMatching("b4.cv2.relu \\[1, \\d+, 8, 8] and b6.cv2.conv \\[1, \\d+, 4, 4] do.*");
    assertThatThrownBy(() -> of("at", List.of("p3"), List.of("p3")))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("no node of the graph makes a tensor 'p3'");
    assertThatThrownBy(() -> of("imitate", List.of("b4.cv2.relu"), List.of("b4.cv2.conv")))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("other places than the head's anchors, at strides [8, 16, 32]");
  }

  @Test
  void branchesWithNothingInCommonAreSaid() {
    GraphBuilder builder = new GraphBuilder("apart", 17);
    String a = builder.input("a", 1);
    String b = builder.input("b", 1);
    builder.output(builder.node("Relu", a).output("boxes"), 1);
    builder.output(builder.node("Relu", b).output("classes"), 1);
    HeadLayout layout = new HeadLayout(1, 2, new int[] {8}, List.of("boxes"), List.of("classes"));

    assertThatThrownBy(() -> FeatureLevels.of(builder.build(), layout))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("boxes and classes have nothing in common");
  }
}
