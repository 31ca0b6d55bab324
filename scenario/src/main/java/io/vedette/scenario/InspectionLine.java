package io.vedette.scenario;

import io.vedette.detector.dataset.Truth;
import java.awt.Rectangle;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A generated inspection line. The same seed, index and condition give the same scene; different
 * seeds give different boards. Safe for use by one thread at a time.
 */
public final class InspectionLine {
  /** Side of a picture, pixels. */
  public static final int SIDE = 640;

  /** What there is to find, in the order of DeepPCB's type numbers; the index is the class id. */
  public static final List<String> LABELS = Defect.ALL.stream().map(Defect::label).toList();

  /** How many frames of a camera show the same board. */
  public static final int FRAMES_PER_BOARD = 8;

  /** How far the belt moves a board between two frames, pixels. */
  public static final int STEP = 5;

  private static final int TRAVEL = (FRAMES_PER_BOARD - 1) * STEP;

  private final long seed;
  private long onBelt = -1;
  private @Nullable Board belt;

  public InspectionLine(long seed) {
    this.seed = seed;
  }

  /** A board of its own for every index, for data sets. */
  public Scene scene(long index, Condition condition) {
    SplittableRandom random = random(index, 1);
    Board board = Board.make(SIDE, SIDE, new Rectangle(0, 0, SIDE, SIDE), random);
    Appearance appearance = Appearance.of(condition, random);
    return new Scene(appearance.picture(board.copper(), 0, SIDE, SIDE, random), board.truths());
  }

  /**
   * What a camera over the belt sees: a board stays for {@link #FRAMES_PER_BOARD} frames and moves
   * by {@link #STEP} pixels between them; all its defects stay in view.
   */
  public Scene frame(long n, Condition condition) {
    long index = Math.floorDiv(n, FRAMES_PER_BOARD);
    Board board = belt;
    if (board == null || onBelt != index) {
      Rectangle inView = new Rectangle(TRAVEL, 0, SIDE - TRAVEL, SIDE);
      board = Board.make(SIDE + TRAVEL, SIDE, inView, random(index, 2));
      belt = board;
      onBelt = index;
    }
    int left = Math.floorMod(n, FRAMES_PER_BOARD) * STEP;
    Appearance appearance = Appearance.of(condition, random(index, 3));
    List<Truth> truths =
        board.truths().stream()
            .map(truth -> Truth.of(truth.box().shift(-left, 0), truth.classId()))
            .toList();
    return new Scene(appearance.picture(board.copper(), left, SIDE, SIDE, random(n, 4)), truths);
  }

  private SplittableRandom random(long index, long purpose) {
    SplittableRandom root = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + purpose);
    return new SplittableRandom(root.nextLong() ^ index * 0xBF58476D1CE4E5B9L);
  }
}
