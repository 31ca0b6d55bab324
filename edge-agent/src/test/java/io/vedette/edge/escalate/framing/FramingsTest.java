package io.vedette.edge.escalate.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.FrameFeatures.FrameContext;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FramingsTest {

  private static final TrackedFrame NO_TRACKS =
      new TrackedFrame(List.of(), List.of(), List.of(), List.of());

  private static Region regions(Box... places) {
    return regions(0.2, places);
  }

  private static Region regions(double secondsSinceWhole, Box... places) {
    return Framings.named("regions")
        .frame(new UncertainRegions(List.of(places), secondsSinceWhole), 1280, 720);
  }

  private static Box at(float x, float y, float side) {
    return new Box(x, y, x + side, y + side);
  }

  @Test
  void wholeFramesAreTheDefaultAndAnUnknownNameSaysWhichThereAre() {
    assertThat(Framings.names()).containsExactly("whole", "regions");
    assertThat(
            Framings.named("whole")
                .frame(new UncertainRegions(List.of(at(9, 9, 9)), 0), 1280, 720)
                .isWhole())
        .isTrue();
    assertThatThrownBy(() -> Framings.named("tiles")).hasMessageContaining("[whole, regions]");
  }

  @Test
  void aRegionHoldsEverythingDoubtfulWithContextInTheFramesProportions() {
    SplittableRandom random = new SplittableRandom(3);
    int partial = 0;
    for (int i = 0; i < 500; i++) {
      List<Box> places = new ArrayList<>();
      float x = (float) random.nextDouble(1000);
      float y = (float) random.nextDouble(500);
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        places.add(at(x + random.nextInt(200), y + random.nextInt(150), random.nextInt(5, 60)));
      }
      Region region = regions(places.toArray(Box[]::new));
      assertThat(places).allMatch(region::judges);
      assertThat(region.share()).isBetween(0.09, 1.0);
      assertThat((double) region.width() / region.height()).isBetween(1.76, 1.80);
      partial += region.isWhole() ? 0 : 1;
    }
    assertThat(partial).isGreaterThan(400);
  }

  @Test
  void onePlaceIsInTheMiddleOfItsRegionUnlessItIsAtTheEdgeOfTheFrame() {
    Region middle = regions(at(600, 300, 40));
    assertThat(middle.x() + middle.width() / 2).isBetween(619, 621);
    assertThat(middle.y() + middle.height() / 2).isBetween(319, 321);
    Region corner = regions(at(-20, 690, 40));
    assertThat(corner.x()).isZero();
    assertThat(corner.y() + corner.height()).isEqualTo(720);
  }

  @Test
  void theFrameIsSentWholeWhereNothingOrNearlyAllIsDoubtfulOrTheRestWasLongUnseen() {
    assertThat(regions().isWhole()).isTrue();
    assertThat(regions(at(10, 10, 20), at(1200, 650, 20)).isWhole()).isTrue();
    assertThat(regions(at(10, 10, 20)).isWhole()).isFalse();
    assertThat(regions(60, at(10, 10, 20)).isWhole()).isTrue();
    assertThat(regions(Double.POSITIVE_INFINITY, at(10, 10, 20)).isWhole()).isTrue();
  }

  @Test
  void doubtfulIsWhatNoVerdictVouchesForWhatOnlyOneKnowsStrongPeaksAndTracksThatBreak() {
    Detection unasked = new Detection(at(0, 0, 10), 0, "cat", 0.6f);
    Detection strong = new Detection(at(100, 0, 10), 0, "cat", 0.4f);
    Detection weak = new Detection(at(200, 0, 10), 0, "cat", 0.1f);
    Track broke = new Track(7, unasked(at(300, 0, 10)), 9, 0, 0, Standing.UNASKED);
    TrackedFrame tracks = new TrackedFrame(List.of(), List.of(), List.of(broke), List.of());
    FrameFeatures look =
        FrameFeatures.of(
            List.of(unasked),
            List.of(strong, weak),
            0.5f,
            0.05f,
            NO_TRACKS,
            FrameContext.none(640, 480));
    Box moving = at(400, 0, 10);
    assertThat(UncertainRegions.of(look, tracks, List.of(moving), 1).places())
        .containsExactlyInAnyOrder(unasked.box(), strong.box(), broke.detection().box(), moving);
  }

  private static Detection unasked(Box box) {
    return new Detection(box, 0, "cat", 0.6f);
  }
}
