package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.camera.CameraConfigs;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.view.View;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.Region;
import io.vedette.wire.camera.Polygon;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent that asks about parts of its frames. */
class AgentRegionsTest {

  /** All but the corner at the lower right, so that whatever is doubtful is doubtful there. */
  private static final Polygon ELSEWHERE =
      new Polygon(
          List.of(
              List.of(0.0, 0.0),
              List.of(1.0, 0.0),
              List.of(1.0, 0.7),
              List.of(0.7, 0.7),
              List.of(0.7, 1.0),
              List.of(0.0, 1.0)));

  @TempDir Path folder;

  private Agent start(TestCoordinator coordinator) throws Exception {
    View view = new View(Map.of(), List.of(ELSEWHERE), Map.of());
    return AgentUnderTest.in(folder)
        .running(Path.of("../models/boards-student.onnx"))
        .watching(CameraConfigs.seenAs(view, AgentUnderTest.LINE))
        .showingFrom(0.05, 0.01)
        .asking(coordinator)
        .when(
            new EscalationConfig(
                1e9, 10, -1, 0.01, 0.01, 80, 1, "random", 0, null, "regions", false))
        .start();
  }

  @Test
  void aRegionGoesUpInItsOwnPixelsAndItsVerdictHoldsWhereItIsInTheFrame() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.teacher.answers = false;
      try (Agent agent = start(coordinator)) {
        Await.until(
            "a region", () -> coordinator.teacher.escalations.stream().anyMatch(this::isPart));
        Escalation asked =
            coordinator.teacher.escalations.stream().filter(this::isPart).findFirst().get();
        Region region = asked.getRegion();
        assertThat(region.getX()).isPositive();
        assertThat(region.getY()).isPositive();
        Picture sent = Pictures.decode(asked.getJpeg().toByteArray(), "sent");
        assertThat(List.of(sent.width(), sent.height(), asked.getWidth(), asked.getHeight()))
            .containsExactly(
                region.getWidth(), region.getHeight(), region.getWidth(), region.getHeight());
        // The stand-in teacher says again what the student saw first, in the region's pixels: only
        // where the region is in the frame is that the student's object.
        coordinator.teacher.answer(asked, false);
        Await.until("fused", () -> agent.status().escalation().changes().confirmed() == 1);
        assertThat(agent.status().escalation().changes().added()).isZero();
      }
    }
  }

  private boolean isPart(Escalation escalation) {
    return escalation.hasRegion() && escalation.getStudentCount() > 0;
  }
}
