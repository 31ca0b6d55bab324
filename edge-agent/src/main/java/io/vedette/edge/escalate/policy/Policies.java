package io.vedette.edge.escalate.policy;

import java.util.List;
import java.util.function.Supplier;

/** Every policy by name. */
public final class Policies {

  private static final List<Supplier<Policy>> ALL =
      List.of(
          LearnedPolicy::new,
          HeuristicPolicy::new,
          SednaMeanPolicy::new,
          SednaIbtPolicy::new,
          SednaEntropyPolicy::new,
          UniformPolicy::new,
          RandomPolicy::new);

  private Policies() {}

  /** The names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(policy -> policy.get().name()).toList();
  }

  /**
   * A new policy, which has learnt nothing.
   *
   * @throws IllegalArgumentException in one line, when there is none of that name
   */
  public static Policy named(String name) {
    return ALL.stream()
        .map(Supplier::get)
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no escalation policy '" + name + "'; there are " + names()));
  }
}
