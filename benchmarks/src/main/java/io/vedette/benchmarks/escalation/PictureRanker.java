package io.vedette.benchmarks.escalation;

import io.vedette.edge.escalate.policy.Policies;
import io.vedette.edge.escalate.policy.Policy;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Ranks pictures by the worth of asking about them: a policy of the agent, or one that knows the
 * verdict.
 */
interface PictureRanker {

  String name();

  /**
   * The worth of a question about each of {@code evaluated}.
   *
   * @param learning pictures whose verdicts are known
   * @param seed of ties
   */
  double[] worth(List<EvaluatedPicture> learning, List<EvaluatedPicture> evaluated, long seed);

  /** All of them. */
  static List<PictureRanker> all() {
    List<PictureRanker> all = new ArrayList<>();
    Policies.names().forEach(name -> all.add(new OfPolicy(name, name, false)));
    all.add(1, new OfPolicy("learnt + mirror", "learnt", true));
    all.add(new KnowsVerdict());
    return List.copyOf(all);
  }

  /** A policy that has seen the verdicts of the learning half. */
  record OfPolicy(String name, String policy, boolean mirrored) implements PictureRanker {
    @Override
    public double[] worth(
        List<EvaluatedPicture> learning, List<EvaluatedPicture> evaluated, long seed) {
      Policy learner = Policies.named(policy);
      learning.forEach(p -> learner.learn(p.signals(mirrored), p.outcome(mirrored)));
      SplittableRandom random = new SplittableRandom(seed);
      return evaluated.stream()
          .mapToDouble(p -> learner.worth(p.signals(mirrored), random.nextDouble()))
          .toArray();
    }
  }

  /** Knows what the teacher will say, though not whether it is right: no signal can tell more. */
  record KnowsVerdict() implements PictureRanker {
    @Override
    public String name() {
      return "knows the verdict";
    }

    @Override
    public double[] worth(
        List<EvaluatedPicture> learning, List<EvaluatedPicture> evaluated, long seed) {
      return evaluated.stream()
          .map(p -> p.outcome(false))
          .mapToDouble(VerdictOutcome::gain)
          .toArray();
    }
  }
}
