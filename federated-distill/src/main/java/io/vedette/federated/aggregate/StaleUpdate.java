package io.vedette.federated.aggregate;

import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An update that was trained from an older base, as one for the current base: what it learnt,
 * {@code w_k - w_old}, is added to the current weights, less the older it is:
 *
 * <pre>{@code w = w_now + s(τ) (w_k - w_old),   s(τ) = 1 / √(1 + τ)}</pre>
 *
 * where τ is the number of versions between the two bases. The difference is applied to the newest
 * model and scaled by {@code 1/√(1+τ)} as in Nguyen et al., <a
 * href="https://arxiv.org/abs/2106.06639">Federated Learning with Buffered Asynchronous
 * Aggregation</a> (section 5.1); it is the polynomial staleness function of Xie et al., <a
 * href="https://arxiv.org/abs/1903.03934">Asynchronous Federated Optimization</a>, with a = 1/2.
 *
 * <p>Running statistics of batch normalisation are no parameters: a sum of differences may make a
 * variance negative. They move by the same share towards the update's, {@code w_now + s(τ) (w_k -
 * w_now)}.
 */
public final class StaleUpdate {

  private StaleUpdate() {}

  /** {@code s(τ)}: 1 for τ = 0, and less the larger it is. */
  public static double share(int staleness) {
    return 1 / Math.sqrt(1 + staleness);
  }

  /**
   * The update as one that was trained from {@code current}.
   *
   * @param old the weights that it was trained from
   * @param statistics names of running statistics
   * @param staleness versions between the two bases, 0 or more
   * @throws RejectedUpdateException when names or shapes differ
   */
  public static Update rebased(
      Update update, Weights old, Weights current, Set<String> statistics, int staleness)
      throws RejectedUpdateException {
    Conformity.check(update, old);
    if (!old.byName().keySet().equals(current.byName().keySet())) {
      throw anotherForm(update);
    }
    double share = share(staleness);
    Map<String, Weights.Values> rebased = new LinkedHashMap<>();
    for (var entry : current.byName().entrySet()) {
      String name = entry.getKey();
      Weights.Values now = entry.getValue();
      Weights.Values trained = of(update.weights(), name);
      Weights.Values before = statistics.contains(name) ? now : of(old, name);
      if (!Arrays.equals(now.shape(), before.shape())
          || !Arrays.equals(now.shape(), trained.shape())) {
        throw anotherForm(update);
      }
      rebased.put(
          name,
          new Weights.Values(now.shape(), moved(now.data(), trained.data(), before.data(), share)));
    }
    return new Update(
        update.id(),
        update.roundId(),
        update.agentId(),
        update.baseDigest(),
        new Weights(rebased),
        update.examples());
  }

  private static Weights.Values of(Weights weights, String name) {
    Weights.Values values = weights.byName().get(name);
    if (values == null) {
      throw new IllegalStateException(name + " has passed the check but is not there");
    }
    return values;
  }

  private static float[] moved(float[] now, float[] trained, float[] before, double share) {
    float[] moved = new float[now.length];
    for (int i = 0; i < now.length; i++) {
      moved[i] = (float) (now[i] + share * ((double) trained[i] - before[i]));
    }
    return moved;
  }

  private static RejectedUpdateException anotherForm(Update update) {
    return new RejectedUpdateException(
        "update "
            + update.id()
            + " of agent "
            + update.agentId()
            + ": it was trained from a student of another form");
  }
}
