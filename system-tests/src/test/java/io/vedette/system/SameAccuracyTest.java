package io.vedette.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.audit.AccuracyRow;
import io.vedette.cloud.audit.DeploymentAccuracy;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Device and coordinator tell the same figures of the same audits, to the last digit. */
class SameAccuracyTest {

  private static final String MODEL = "b".repeat(64);

  /** Boxes that overlap by about half, so that the matching is put to the test. */
  private static List<Detection> boxes(SplittableRandom random) {
    List<Detection> boxes = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      float x = (float) random.nextDouble(120);
      float y = (float) random.nextDouble(30);
      String label = random.nextInt(4) == 0 ? "short" : "open";
      boxes.add(new Detection(new Box(x, y, x + 20, y + 20), 0, label, random.nextInt(8) / 8f));
    }
    return boxes;
  }

  private static AcceptedEscalation audit(
      int number, String camera, List<Detection> student, List<Detection> teacher) {
    return new AcceptedEscalation(
        "id-%05d".formatted(number),
        "boards",
        "agent-7",
        camera,
        number,
        number,
        "a".repeat(64),
        100,
        200,
        200,
        student,
        MODEL,
        0.5f,
        "audit",
        true,
        false,
        number,
        new TeacherVerdict(teacher, "c".repeat(64), number + 1),
        null,
        null,
        null,
        0);
  }

  @Test
  void theSameAuditsGiveTheSameFigures() {
    SplittableRandom random = new SplittableRandom(11);
    FieldAccuracy device = new FieldAccuracy();
    DeploymentAccuracy centre = new DeploymentAccuracy(model -> "student:7");
    List<AcceptedEscalation> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String camera = i % 3 == 0 ? "infeed" : "outfeed";
      List<Detection> student = boxes(random);
      List<Detection> teacher = boxes(random);
      device.add(camera, MODEL, student, teacher);
      AcceptedEscalation audit = audit(i, camera, student, teacher);
      centre.settled(audit);
      all.add(audit);
    }

    DeploymentAccuracy restarted = new DeploymentAccuracy(model -> "student:7");
    restarted.countAll(all);

    assertThat(device.rows()).hasSize(2);
    for (DeploymentAccuracy accuracy : List.of(centre, restarted)) {
      List<AccuracyRow> rows = accuracy.rows("boards", AccuracyRow.Part.CAMERA, "");
      for (FieldAccuracy.Row row : device.rows()) {
        AccuracyRow same =
            rows.stream()
                .filter(r -> r.name().equals("agent-7/" + row.cameraId()))
                .findFirst()
                .orElseThrow();
        assertThat(same.counts().frames()).isEqualTo(row.audits());
        assertThat(same.precision()).isEqualTo(row.precision());
        assertThat(same.recall()).isEqualTo(row.recall());
        assertThat(same.f1()).isEqualTo(row.f1());
        assertThat(same.f1().low()).isLessThan(same.f1().value());
      }
    }
  }
}
