package io.vedette.edge.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.edge.place.GroundPosition.Located;
import io.vedette.edge.place.GroundPosition.NotLocated;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroundLocatorTest {

  private static final Lens LENS = Lens.ofFieldOfView(70, 16 / 9.0);
  private static final PoseErrors NONE = new PoseErrors(0, 0, 0, 0, 0, 0, 0, 0);
  private static final GeoPoint HAMBURG = new GeoPoint(53.55, 10.0);

  @Test
  void straightDownIsBelowTheCamera() {
    Located below = located(pose(HAMBURG, 100, 30, -90), 0.5, 0.5);
    assertThat(Wgs84.distance(below.at(), HAMBURG)).isLessThan(0.01);
    assertThat(below.distance()).isCloseTo(100, within(0.01));
  }

  @Test
  void fortyFiveDegreesDownToTheEastIsAsFarAsHigh() {
    double[] off = Wgs84.offset(HAMBURG, located(pose(HAMBURG, 100, 90, -45), 0.5, 0.5).at());
    assertThat(off[0]).isCloseTo(0, within(0.01));
    assertThat(off[1]).isCloseTo(100, within(0.01));
  }

  @Test
  void rightEdgeOfThePictureIsHalfTheFieldOfViewAway() {
    double[] off = Wgs84.offset(HAMBURG, located(pose(HAMBURG, 100, 0, -90), 1, 0.5).at());
    // looking down with the top to the north, right is east
    assertThat(off[1]).isCloseTo(100 * Math.tan(Math.toRadians(35)), within(0.02));
    assertThat(off[0]).isCloseTo(0, within(0.02));
  }

  @Test
  void rollTurnsThePictureRightSideDown() {
    CameraPose rolled = new CameraPose(HAMBURG, 100, new Attitude(0, -45, 90));
    // with its right side down, the lower edge of the picture looks to the left
    Located located = (Located) locator().locate(rolled, LENS, 0.5, 0.9, NONE);
    assertThat(Wgs84.offset(HAMBURG, located.at())[1]).isLessThan(-5);
  }

  @Test
  void aboveTheHorizonIsNoPlace() {
    assertThat(reason(pose(HAMBURG, 100, 0, 0), 0.5, 0.1)).isEqualTo("above the horizon");
    assertThat(reason(pose(HAMBURG, -5, 0, -90), 0.5, 0.5))
        .isEqualTo("the camera is not above the ground");
    assertThat(reason(pose(HAMBURG, 100, 0, -0.2), 0.5, 0.5))
        .isEqualTo("no known ground within reach");
  }

  @Test
  void closeToTheHorizonAnAngleThatIsNotSureTellsNothing() {
    GroundPosition position =
        locator()
            .locate(pose(HAMBURG, 100, 0, -2), LENS, 0.5, 0.5, PoseErrors.ASSUMED.withPlace(1, 1));
    assertThat(position).isInstanceOf(Located.class);
    PoseErrors unsure = new PoseErrors(1, 1, 1, 3, 1, 0, 0, 0);
    assertThat(locator().locate(pose(HAMBURG, 100, 0, -2), LENS, 0.5, 0.5, unsure))
        .isEqualTo(new NotLocated("too close to the horizon for the accuracy of its direction"));
  }

  @Test
  void aHeightSmallerThanItsErrorTellsNothing() {
    assertThat(locator().locate(pose(HAMBURG, 2, 0, -60), LENS, 0.5, 0.5, PoseErrors.ASSUMED))
        .isEqualTo(new NotLocated("too low for the accuracy of its height"));
  }

  @Test
  void overTheMeridianAndThePole() {
    GeoPoint fiji = new GeoPoint(-17, 179.9999);
    Located east = located(pose(fiji, 200, 90, -45), 0.5, 0.5);
    assertThat(east.at().longitude()).isBetween(-180.0, -179.99);
    assertThat(Wgs84.distance(fiji, east.at())).isCloseTo(200, within(0.1));
    GeoPoint pole = new GeoPoint(89.9999, 0);
    Located beyond = located(pose(pole, 100, 0, -45), 0.5, 0.5);
    assertThat(Math.abs(beyond.at().longitude())).isCloseTo(180, within(0.1));
    assertThat(Wgs84.distance(pole, beyond.at())).isCloseTo(100, within(0.1));
  }

  @Test
  void aSlopeIsHitWhereItIsAndUnknownGroundNotAtAll() {
    Terrain slope =
        new Terrain() {
          @Override
          public OptionalDouble height(GeoPoint at) {
            double north = Wgs84.offset(HAMBURG, at)[0];
            return north > 400 ? OptionalDouble.empty() : OptionalDouble.of(north / 2);
          }

          @Override
          public double resolution() {
            return 10;
          }
        };
    GroundLocator locator = new GroundLocator(slope, 3000);
    // 100 - d = d / 2 where the line of 45° meets the slope
    Located hit = (Located) locator.locate(pose(HAMBURG, 100, 0, -45), LENS, 0.5, 0.5, NONE);
    assertThat(Wgs84.offset(HAMBURG, hit.at())[0]).isCloseTo(66.7, within(0.1));
    assertThat(hit.height()).isCloseTo(33.3, within(0.1));
    assertThat(locator.locate(pose(HAMBURG, 300, 0, -5), LENS, 0.5, 0.5, NONE))
        .isInstanceOf(NotLocated.class);
  }

  @Test
  void aLensWithDistortionSeesMoreAtItsEdge() {
    Lens barrel = new Lens(LENS.focalX(), LENS.focalY(), 0.5, 0.5, -0.2, 0.03, 0, 0);
    double[] plain = LENS.direction(0.9, 0.5);
    double[] bent = barrel.direction(0.9, 0.5);
    assertThat(bent[1]).isGreaterThan(plain[1] * 1.03);
    // back through the model: the picture point again
    double r2 = bent[1] * bent[1] + bent[2] * bent[2];
    double x = 0.5 + LENS.focalX() * bent[1] * (1 - 0.2 * r2 + 0.03 * r2 * r2);
    assertThat(x).isCloseTo(0.9, within(1e-4));
  }

  /**
   * Flights with errors of known size: how often the true position is inside the ellipse of 95%,
   * and how large the ellipse is beside that of the errors themselves.
   */
  @Test
  void ellipsesHoldTheTruePositionAsOftenAsTheySay() {
    Random random = new Random(95);
    PoseErrors errors = new PoseErrors(2, 3, 2, 0.7, 0.7, 0.004, 0.01, 1.5);
    int inside = 0;
    int located = 0;
    double[] ratios = new double[1000];
    while (located < 1000) {
      GeoPoint at = new GeoPoint(random.nextDouble() * 140 - 70, random.nextDouble() * 360 - 180);
      double height = 40 + random.nextDouble() * 120;
      Attitude attitude =
          new Attitude(random.nextDouble() * 360, -30 - random.nextDouble() * 60, 0);
      CameraPose told = new CameraPose(at, height, attitude);
      double x = random.nextDouble();
      double y = random.nextDouble();
      GroundPosition position = locator().locate(told, LENS, x, y, errors);
      if (!(position instanceof Located place) || place.distance() > 600) {
        continue;
      }
      GeoPoint truth = truth(told, x, y, errors, random);
      if (truth == null) {
        continue;
      }
      double[] off = Wgs84.offset(place.at(), truth);
      inside += place.error().contains(off[0], off[1]) ? 1 : 0;
      ratios[located++] = place.error().area() / scatter(told, x, y, errors, place.at(), random);
    }
    Arrays.sort(ratios);
    System.out.printf("inside %d of 1000, median area %.3f%n", inside, ratios[500]);
    assertThat(inside).isBetween(930, 980);
    assertThat(ratios[500]).isBetween(0.5, 2.0);
  }

  /** Area of the ellipse of 95% of many draws, square metres. */
  private static double scatter(
      CameraPose told, double x, double y, PoseErrors errors, GeoPoint middle, Random random) {
    double nn = 0;
    double ne = 0;
    double ee = 0;
    double n = 0;
    double e = 0;
    int count = 0;
    for (int i = 0; i < 60; i++) {
      GeoPoint drawn = truth(told, x, y, errors, random);
      if (drawn == null) {
        continue;
      }
      double[] off = Wgs84.offset(middle, drawn);
      n += off[0];
      e += off[1];
      nn += off[0] * off[0];
      ne += off[0] * off[1];
      ee += off[1] * off[1];
      count++;
    }
    double c = count;
    return ErrorEllipse.ofCovariance(
            nn / c - n * n / c / c, ne / c - n * e / c / c, ee / c - e * e / c / c)
        .area();
  }

  /**
   * Where the ground is that the picture shows, if telemetry is wrong by a draw of these errors.
   */
  private static @org.jspecify.annotations.Nullable GeoPoint truth(
      CameraPose told, double x, double y, PoseErrors errors, Random random) {
    GeoPoint at =
        Wgs84.moved(
            told.at(),
            errors.horizontal() * random.nextGaussian(),
            errors.horizontal() * random.nextGaussian());
    Attitude a = told.attitude();
    CameraPose pose =
        new CameraPose(
            at,
            told.altitude() + errors.vertical() * random.nextGaussian(),
            new Attitude(
                a.yaw() + errors.yaw() * random.nextGaussian(),
                a.pitch() + errors.pitch() * random.nextGaussian(),
                a.roll() + errors.roll() * random.nextGaussian()));
    Lens lens = LENS.zoomed(1 + errors.focal() * random.nextGaussian());
    GroundLocator locator =
        new GroundLocator(Terrain.flat(errors.terrain() * random.nextGaussian()), 20_000);
    GroundPosition position =
        locator.locate(
            pose,
            lens,
            x + errors.pixel() * random.nextGaussian(),
            y + errors.pixel() * 16 / 9 * random.nextGaussian(),
            NONE);
    return position instanceof Located place ? place.at() : null;
  }

  private static GroundLocator locator() {
    return new GroundLocator(Terrain.flat(0), 20_000);
  }

  private static Located located(CameraPose pose, double x, double y) {
    return (Located) locator().locate(pose, LENS, x, y, NONE);
  }

  private static String reason(CameraPose pose, double x, double y) {
    return ((NotLocated) locator().locate(pose, LENS, x, y, NONE)).reason();
  }

  private static CameraPose pose(GeoPoint at, double height, double yaw, double pitch) {
    return new CameraPose(at, height, new Attitude(yaw, pitch, 0));
  }
}
