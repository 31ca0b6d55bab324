package io.vedette.cli.bench.escalation;

import io.vedette.edge.escalate.policy.Outcome;
import io.vedette.edge.escalate.policy.Policies;
import io.vedette.edge.escalate.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Who ranks pictures: a policy of the agent, or one that knows what no agent can know. */
interface Contestant {

  String name();

  /**
   * The worth of asking about each of {@code judged}.
   *
   * @param learning pictures whose verdicts are known
   * @param seed of ties
   */
  double[] worth(List<Judged> learning, List<Judged> judged, long seed);

  /** All of them. */
  static List<Contestant> all() {
    List<Contestant> all = new ArrayList<>();
    Policies.names().forEach(name -> all.add(new OfPolicy(name, name, false)));
    all.add(1, new OfPolicy("learnt + mirror", "learnt", true));
    all.add(new KnowsVerdict());
    return List.copyOf(all);
  }

  /** A policy that has seen the verdicts of the learning half. */
  record OfPolicy(String name, String policy, boolean mirrored) implements Contestant {
    @Override
    public double[] worth(List<Judged> learning, List<Judged> judged, long seed) {
      Policy learner = Policies.named(policy);
      learning.forEach(p -> learner.learn(p.signals(mirrored), p.outcome(mirrored)));
      SplittableRandom dice = new SplittableRandom(seed);
      return judged.stream()
          .mapToDouble(p -> learner.worth(p.signals(mirrored), dice.nextDouble()))
          .toArray();
    }
  }

  /** Knows what the teacher will say, though not whether it is right: no signal can tell more. */
  record KnowsVerdict() implements Contestant {
    @Override
    public String name() {
      return "knows the verdict";
    }

    @Override
    public double[] worth(List<Judged> learning, List<Judged> judged, long seed) {
      return judged.stream().map(p -> p.outcome(false)).mapToDouble(Outcome::gain).toArray();
    }
  }
}
