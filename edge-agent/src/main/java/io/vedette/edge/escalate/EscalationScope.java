package io.vedette.edge.escalate;

import io.vedette.edge.escalate.framing.Framing;
import io.vedette.edge.escalate.framing.Framings;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Cameras whose frames are escalated by the same settings, from one budget.
 *
 * @param name of the deployment that named the settings; empty: those of the agent's file
 * @param policy keeps what it has learnt and spent when the settings change
 * @param framing how much of a frame is sent
 * @param qualities of the JPEG, in the order in which they are tried
 */
record EscalationScope(
    String name,
    EscalationConfig config,
    EscalationPolicy policy,
    Framing framing,
    List<Integer> qualities) {

  /** The settings of the agent's file. */
  static final String OWN = "";

  /** JPEG qualities that are tried before a frame is given up; costs in docs/escalation.md. */
  private static final List<Integer> LOWER_QUALITIES = List.of(75, 50);

  static EscalationScope of(String name, EscalationConfig config, EscalationPolicy policy) {
    int jpegQuality = config.jpegQuality();
    return new EscalationScope(
        name,
        config,
        policy,
        Framings.named(Objects.requireNonNull(config.framing())),
        IntStream.concat(IntStream.of(jpegQuality), LOWER_QUALITIES.stream().mapToInt(q -> q))
            .filter(q -> q <= jpegQuality)
            .distinct()
            .boxed()
            .toList());
  }

  /** The same cameras by other settings. */
  EscalationScope changed(EscalationConfig next) {
    if (next.equals(config)) {
      return this;
    }
    policy.change(next);
    return of(name, next, policy);
  }
}
