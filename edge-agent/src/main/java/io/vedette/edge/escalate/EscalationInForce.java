package io.vedette.edge.escalate;

import org.jspecify.annotations.Nullable;

/**
 * By which settings the frames of a deployment are escalated.
 *
 * @param settings all of them; frames per hour only where they are limited
 * @param origin whose they are
 * @param refused why the deployment's newest settings are not followed; empty: they are
 */
public record EscalationInForce(EscalationSettings settings, Origin origin, String refused) {

  /** Whose settings are in force. */
  public enum Origin {
    /** Those of the agent's file: the deployment names none that the agent can follow. */
    DEVICE("of this agent's file"),
    DEPLOYMENT("of the deployment"),
    /** Those of the agent's file, which says that they win. */
    LOCAL("of this agent's file, which says local: true");

    private final String words;

    Origin(String words) {
      this.words = words;
    }
  }

  /** One line for people. */
  public String words() {
    Double frames = settings.framesPerHour();
    return "policy %s, %s bit/s%s, audits %s, %s frames, %s%s"
        .formatted(
            settings.policy(),
            number(settings.budgetBitsPerSecond()),
            frames == null ? "" : ", " + number(frames) + " frames/h",
            number(settings.auditShare()),
            settings.framing(),
            origin.words,
            refused.isEmpty() ? "" : "; refused: " + refused);
  }

  private static String number(@Nullable Double value) {
    if (value == null) {
      return "any";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString(value.longValue())
        : Double.toString(value);
  }
}
