package io.vedette.edge.motion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the areas that people drew on a camera's picture lie now. The motions since then are
 * composed; from time to time the result is compared with the picture of then, so that errors do
 * not add up. When that fails, nothing is said of any area until the camera shows the place of the
 * first picture again. Used by one thread.
 */
public final class AreaPlacement {

  /** Expected error above which areas are not placed, as a share of the picture's width. */
  private static final double MAX_ERROR = 0.02;

  /** Below this share of the drawn picture in view nobody can say what the rest of the view is. */
  private static final double LEAST_OVERLAP = 0.7;

  /** Compared with the first picture after so many moves. */
  private static final int MOVES_TO_COMPARE = 10;

  /** A motion that agrees with the pictures makes them alike, see {@link GreyPicture#agreement}. */
  private static final double ALIKE = 0.6;

  /**
   * While the camera stands where areas were drawn, its picture is renewed after so many others.
   */
  private static final int PICTURES_TO_RENEW = 50;

  private static final String AWAY = "the camera looks away from where they were drawn";

  private final MotionMethod method;
  private @Nullable GreyPicture drawn;
  private @Nullable GreyPicture seen;
  private PlaneTransform since = PlaneTransform.IDENTITY;
  private double squaredError;
  private String lost = "";
  private int moves;
  private int pictures;

  /**
   * Where areas lie.
   *
   * @param since from the picture in which areas were drawn to the newest, pixels
   * @param problem why areas cannot be placed, in one line; empty: they can
   */
  public record Placement(PlaneTransform since, String problem) {

    /** The camera does not move. */
    public static final Placement FIXED = new Placement(PlaneTransform.IDENTITY, "");

    public boolean isKnown() {
      return problem.isEmpty();
    }
  }

  public AreaPlacement(MotionMethod method) {
    this.method = method;
  }

  /** Areas were drawn anew, in the picture that comes next. */
  public void redraw() {
    drawn = null;
    seen = null;
  }

  /**
   * Takes in the next picture.
   *
   * @param motion since the one before
   * @param newest it, or an earlier one of the same place
   */
  public Placement next(GlobalMotion motion, GreyPicture newest) {
    GreyPicture first = drawn;
    if (first == null) {
      begin(newest);
    } else if (!first.hasSizeOf(newest)) {
      resize(first, newest);
    } else {
      follow(motion, newest);
      if (newest != seen) {
        seen = newest;
        compare(first, newest);
      }
    }
    return new Placement(since, problem(newest));
  }

  private void begin(GreyPicture newest) {
    drawn = newest;
    seen = newest;
    since = PlaneTransform.IDENTITY;
    squaredError = 0;
    lost = "";
    moves = 0;
    pictures = 0;
  }

  /** Areas are shares of the picture: another resolution changes nothing where the camera stood. */
  private void resize(GreyPicture first, GreyPicture newest) {
    boolean moved = since.farthest(first.fullWidth(), first.fullHeight()) > 0;
    String before = moved ? "the picture's size changed while the camera looked elsewhere" : lost;
    begin(newest);
    lost = before;
  }

  private void follow(GlobalMotion motion, GreyPicture newest) {
    switch (motion.kind()) {
      case STILL -> {}
      case MOVED -> {
        moves++;
        squaredError += motion.errorPixels() * motion.errorPixels();
        since = lost.isEmpty() ? composed(motion.transform(), newest) : since;
      }
      case UNKNOWN -> lose("the camera moved in a way that could not be followed");
      case BLIND -> lose("the picture shows too little to tell where the camera looks");
    }
  }

  private PlaneTransform composed(PlaneTransform motion, GreyPicture newest) {
    try {
      PlaneTransform composed = since.then(motion);
      if (composed.isSound(newest.fullWidth(), newest.fullHeight())) {
        return composed;
      }
    } catch (ArithmeticException e) {
      // no place of then is in view: the same as below
    }
    lose(AWAY);
    return PlaneTransform.IDENTITY;
  }

  /** From now on only the picture of then can tell where the camera looks. */
  private void lose(String why) {
    lost = why;
    since = PlaneTransform.IDENTITY;
  }

  private void compare(GreyPicture first, GreyPicture newest) {
    pictures++;
    boolean here =
        lost.isEmpty() && since.farthest(newest.fullWidth(), newest.fullHeight()) < newest.scaleX();
    if (here && pictures >= PICTURES_TO_RENEW && moves == 0) {
      drawn = newest;
      pictures = 0;
      return;
    }
    if (lost.isEmpty() && moves < MOVES_TO_COMPARE) {
      return;
    }
    if (!lost.isEmpty() && pictures % 5 != 0 && pictures > 10) {
      return;
    }
    moves = 0;
    if (since.overlap(newest.fullWidth(), newest.fullHeight()) >= LEAST_OVERLAP / 2) {
      agree(first, newest);
    }
  }

  /** Takes the motion that the two pictures tell, where it makes them alike. */
  private void agree(GreyPicture first, GreyPicture newest) {
    GlobalMotion motion = method.between(first, newest, since, List.of());
    boolean told = motion.hasMoved() || motion.kind() == GlobalMotion.Kind.STILL;
    if (told && first.agreement(newest, motion.transform()) >= ALIKE) {
      since = motion.transform();
      squaredError = motion.errorPixels() * motion.errorPixels();
      lost = "";
    }
  }

  private String problem(GreyPicture newest) {
    int width = newest.fullWidth();
    int height = newest.fullHeight();
    if (!lost.isEmpty()) {
      return lost;
    }
    if (since.overlap(width, height) < LEAST_OVERLAP) {
      return AWAY;
    }
    return Math.sqrt(squaredError) > MAX_ERROR * width
        ? "the camera has moved so long that their place is too uncertain"
        : "";
  }
}
