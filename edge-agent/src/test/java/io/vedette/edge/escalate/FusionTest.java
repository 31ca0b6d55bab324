package io.vedette.edge.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Seen;
import io.vedette.edge.track.TrackEdit;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusionTest {

  private static Detection at(float x, String label, float score) {
    return new Detection(new Box(x, 0, x + 50, 50), 0, label, score);
  }

  @Test
  void aVerdictConfirmsRelabelsAddsAndRemoves() {
    List<Seen> student =
        List.of(
            new Seen(at(0, "open", 0.9f), 1),
            new Seen(at(100, "open", 0.9f), 2),
            new Seen(at(200, "open", 0.9f), 3));
    List<Detection> teacher =
        List.of(at(2, "open", 0.9f), at(103, "short", 0.8f), at(400, "spur", 0.7f));
    Fusion fusion = Fusion.of(student, teacher, List.of("spur", "open", "short"));
    assertThat(List.of(fusion.confirmed(), fusion.relabelled(), fusion.added(), fusion.removed()))
        .containsExactly(1, 1, 1, 1);
    assertThat(fusion.edits())
        .anyMatch(e -> e instanceof TrackEdit.Confirm c && c.trackId() == 1)
        .anyMatch(e -> e instanceof TrackEdit.Relabel r && r.teacher().classId() == 2)
        .anyMatch(e -> e instanceof TrackEdit.Add a && a.teacher().classId() == 0)
        .anyMatch(e -> e instanceof TrackEdit.Remove r && r.trackId() == 3);
  }
}
