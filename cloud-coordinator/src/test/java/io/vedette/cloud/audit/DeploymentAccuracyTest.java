package io.vedette.cloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.audit.AccuracyRow.Part;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.CameraDeployments;
import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.AgreementCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentAccuracyTest {

  private static final String DEPLOYMENT = CameraDeployments.DEFAULT;

  private String version = "student:1";
  private final DeploymentAccuracy accuracy = new DeploymentAccuracy(model -> version);

  private static AcceptedEscalation audit(int number, Detection... teacher) {
    return Scratch.answered(
        Scratch.escalation("id-%05d".formatted(number), true, false), List.of(teacher));
  }

  @Test
  void anObjectOfAnotherLabelIsInventedByOneClassAndMissedByTheOther() {
    accuracy.settled(audit(1, Scratch.detection("open", 5)));
    accuracy.settled(audit(2, Scratch.detection("short", 5)));

    List<AccuracyRow> whole = accuracy.rows(DEPLOYMENT, Part.WHOLE, "");
    assertThat(whole).hasSize(1);
    assertThat(whole.get(0).counts()).isEqualTo(new AgreementCounts(1, 1, 1, 2));
    assertThat(whole.get(0).precision().value()).isEqualTo(0.5);
    List<AccuracyRow> classes = accuracy.rows(DEPLOYMENT, Part.LABEL, "");
    assertThat(classes).extracting(AccuracyRow::name).containsExactlyInAnyOrder("open", "short");
    assertThat(classes)
        .filteredOn(row -> row.name().equals("open"))
        .first()
        .extracting(AccuracyRow::counts)
        .isEqualTo(new AgreementCounts(1, 1, 0, 2));
    assertThat(accuracy.rows(DEPLOYMENT, Part.CAMERA, ""))
        .extracting(AccuracyRow::name)
        .containsExactly("agent-1/line");
    assertThat(accuracy.rows("films", Part.WHOLE, "")).isEmpty();
  }

  @Test
  void anotherVersionIsAnotherSeries() {
    for (int i = 0; i < 50; i++) {
      accuracy.settled(audit(i, Scratch.detection("open", 5)));
    }
    assertThat(accuracy.latest(DEPLOYMENT).orElseThrow().recall().value()).isEqualTo(1);
    version = "student:2";
    accuracy.settled(audit(50));

    AccuracyRow latest = accuracy.latest(DEPLOYMENT).orElseThrow();
    assertThat(latest.series().name()).isEqualTo("student:2 by cccccccccccc");
    assertThat(latest.counts().frames()).isEqualTo(1);
    assertThat(latest.recall().low()).isZero();
    assertThat(accuracy.rows(DEPLOYMENT, Part.WHOLE, "student:1").get(0).counts().found())
        .isEqualTo(50);
  }

  @Test
  void onlyAuditsWithAVerdictCount() {
    accuracy.settled(Scratch.escalation("id-00001", true, false));
    accuracy.settled(Scratch.answered(Scratch.escalation("id-00002", false, false), List.of()));
    version = "";
    accuracy.settled(audit(3, Scratch.detection("open", 5)));

    List<AccuracyRow> rows = accuracy.rows(DEPLOYMENT, Part.WHOLE, "");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).counts().frames()).isEqualTo(1);
    assertThat(rows.get(0).series().version()).isEqualTo("b".repeat(12));
  }

  @Test
  void whatIsKeptIsBounded() {
    for (int i = 0; i < DeploymentAccuracy.MAX_KEPT; i++) {
      version = "student:" + i;
      accuracy.settled(audit(i, Scratch.detection("open", 5)));
      assertThat(accuracy.latest(DEPLOYMENT)).isPresent();
    }
    int rows =
        accuracy.rows(DEPLOYMENT, Part.WHOLE, "").size()
            + accuracy.rows(DEPLOYMENT, Part.CAMERA, "").size()
            + accuracy.rows(DEPLOYMENT, Part.LABEL, "").size();
    assertThat(rows).isEqualTo(DeploymentAccuracy.MAX_KEPT);
  }
}
