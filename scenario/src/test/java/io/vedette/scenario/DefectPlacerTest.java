package io.vedette.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.dataset.Truth;
import java.awt.Rectangle;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefectPlacerTest {
  private static final int LARGER_THAN_A_SPECK = 700;

  /** Six traces, 20 pixels wide and 30 apart, on a board of 300 x 300. */
  private static Copper stripes() {
    Copper copper = new Copper(300, 300);
    for (int top = 30; top < 300; top += 50) {
      copper.pen(copper.area()).fillRect(0, top, 300, 20);
    }
    return copper;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void theBoxIsTenToTwelvePixelsAroundWhatChanged(int classId) {
    for (int seed = 0; seed < 20; seed++) {
      Copper copper = stripes();
      DefectPlacer damage =
          new DefectPlacer(copper, new Rectangle(12, 12, 276, 276), new SplittableRandom(seed));
      Optional<Truth> truth = damage.strike(classId);
      Rectangle changed = difference(stripes(), copper);

      assertThat(changed.isEmpty()).isEqualTo(truth.isEmpty());
      if (truth.isPresent()) {
        Box box = truth.get().box();
        assertThat(changed.x - box.x1()).isBetween(10f, 12f);
        assertThat(changed.y - box.y1()).isEqualTo(changed.x - box.x1());
        assertThat(box.x2() - changed.getMaxX()).isEqualTo(changed.x - box.x1());
        assertThat(box.y2() - changed.getMaxY()).isEqualTo(changed.x - box.x1());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void onlyAnOpenSeversATraceAndOnlyAShortSeversAGap(int classId) {
    int struck = 0;
    for (int seed = 0; seed < 40; seed++) {
      Copper copper = stripes();
      DefectPlacer damage =
          new DefectPlacer(copper, new Rectangle(44, 12, 212, 276), new SplittableRandom(seed));
      if (damage.strike(classId).isPresent()) {
        struck++;
        int traces = Conductors.count(copper, true, LARGER_THAN_A_SPECK);
        int gaps = Conductors.count(copper, false, LARGER_THAN_A_SPECK);
        // A trace that is cut joins the gaps beside it, and the other way round.
        int severed = classId == 0 ? 1 : classId == 1 ? -1 : 0;
        assertThat(traces).as("traces, seed %d", seed).isEqualTo(6 + severed);
        assertThat(gaps).as("gaps, seed %d", seed).isEqualTo(6 - severed);
      }
    }
    assertThat(struck).isGreaterThan(20);
  }

  private static Rectangle difference(Copper before, Copper after) {
    Rectangle changed = new Rectangle(0, 0, -1, -1);
    for (int y = 0; y < before.height; y++) {
      for (int x = 0; x < before.width; x++) {
        if (before.at(x, y) != after.at(x, y)) {
          changed.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return changed;
  }
}
