package io.vedette.detector.evaluate;

/**
 * Precision, recall and F1 of a student against its teacher, audit by audit, each with a {@link
 * RatioSequence}. Audits are frames that were chosen at random. Device and coordinator that are
 * given the same audits in the same order tell the same figures.
 */
public final class AccuracySequences {

  /** Chance of an interval to be wrong at any time. */
  public static final double ALPHA = 0.05;

  /** A frame with more objects counts as having this many. */
  private static final int MAX_OBJECTS = 30;

  private final RatioSequence precision = new RatioSequence(ALPHA, MAX_OBJECTS);
  private final RatioSequence recall = new RatioSequence(ALPHA, MAX_OBJECTS);

  /** With {@code F1 = 2 found / (2 found + invented + missed)}. */
  private final RatioSequence f1 = new RatioSequence(ALPHA, 2 * MAX_OBJECTS);

  /**
   * An estimate with an interval that holds at all times at once.
   *
   * @param value 0 to 1
   */
  public record Estimate(double value, double low, double high) {

    private static Estimate of(RatioSequence sequence) {
      return new Estimate(sequence.estimate(), sequence.low(), sequence.high());
    }
  }

  /** What was counted on one audit. */
  public void add(AgreementCounts audit) {
    int found = Math.toIntExact(audit.found());
    int invented = Math.toIntExact(audit.invented());
    int missed = Math.toIntExact(audit.missed());
    precision.add(found, found + invented);
    recall.add(found, found + missed);
    f1.add(2 * found, 2 * found + invented + missed);
  }

  /** Share of the student's objects that the teacher sees. */
  public Estimate precision() {
    return Estimate.of(precision);
  }

  /** Share of the teacher's objects that the student shows. */
  public Estimate recall() {
    return Estimate.of(recall);
  }

  public Estimate f1() {
    return Estimate.of(f1);
  }

  /** Audits that were added. */
  public long audits() {
    return recall.frames();
  }

  /** All state, to be stored. */
  public State state() {
    return new State(precision.state(), recall.state(), f1.state());
  }

  /** All that is known. */
  public record State(
      RatioSequence.State precision, RatioSequence.State recall, RatioSequence.State f1) {}

  /**
   * Restores what was saved.
   *
   * @throws IllegalArgumentException when it is of another grid
   */
  public void restore(State state) {
    precision.restore(state.precision());
    recall.restore(state.recall());
    f1.restore(state.f1());
  }
}
