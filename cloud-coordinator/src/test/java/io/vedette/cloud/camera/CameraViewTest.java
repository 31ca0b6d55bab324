package io.vedette.cloud.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.camera.CameraView.State;
import io.vedette.wire.camera.CameraReport;
import io.vedette.wire.camera.CameraSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Desired against reported. */
class CameraViewTest {

  private static final CameraSettings SLOW = new CameraSettings(null, 1.0, null, null, null, null);

  private static @Nullable WantedSettings wanted(int revision, boolean some) {
    return revision == 0
        ? null
        : new WantedSettings("a", "c", revision, some ? SLOW : CameraSettings.NONE, "", 1);
  }

  private static @Nullable CameraReport report(int runs, int refuses) {
    return runs < 0
        ? null
        : new CameraReport("c", runs, refuses, "no", List.of(), "", CameraSettings.NONE, false);
  }

  /** {@code runs} -1: the device has said nothing. */
  @ParameterizedTest
  @CsvSource({
    "0, false, -1, 0, FILE",
    "0, false,  0, 0, FILE",
    "0, false,  4, 0, WAITING", // the coordinator lost its store
    "3, true,  -1, 0, WAITING",
    "3, true,   2, 0, WAITING",
    "3, true,   2, 2, WAITING", // an older one was refused
    "3, true,   2, 3, REFUSED",
    "3, true,   3, 0, APPLIED",
    "4, false,  3, 0, WAITING",
    "4, false, -1, 0, WAITING",
    "4, false,  4, 0, FILE"
  })
  void theStateIsWhatTheDeviceSaysOfTheNewestRevision(
      int revision, boolean some, int runs, int refuses, State state) {
    CameraView view = new CameraView("a", "c", wanted(revision, some), report(runs, refuses));
    assertThat(view.state()).isEqualTo(state);
  }
}
