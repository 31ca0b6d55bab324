package io.vedette.federated.aggregate;

/**
 * An update that was trained from an older base, as one for the current base: {@code now + s (w -
 * old)} for parameters, {@code now + s (w - now)} for running statistics, which no sum of
 * differences may make negative. {@code s} is {@link StaleUpdate#share}.
 */
public final class RebasedUpdate implements ClientUpdate {

  private final ClientUpdate update;
  private final float[] old;
  private final float[] now;
  private final int parameters;
  private final double share;

  /**
   * @param old vector of the base that it was trained from
   * @param now vector of the current base; shared, and not to be changed
   * @param staleness versions between the two
   */
  public RebasedUpdate(
      ClientUpdate update, float[] old, float[] now, VectorLayout layout, int staleness) {
    this.update = update;
    this.old = old;
    this.now = now;
    this.parameters = layout.parameters();
    this.share = StaleUpdate.share(staleness);
  }

  /** Its norm is scaled with it. */
  @Override
  public UpdateFacts facts() {
    UpdateFacts facts = update.facts();
    return new UpdateFacts(
        facts.id(),
        facts.agentId(),
        facts.examples(),
        facts.loss(),
        facts.steps(),
        facts.norm() * share);
  }

  @Override
  public void read(int from, int count, float[] into) {
    update.read(from, count, into);
    for (int i = 0; i < count; i++) {
      float before = from + i < parameters ? old[from + i] : now[from + i];
      into[i] = (float) (now[from + i] + share * ((double) into[i] - before));
    }
  }
}
