package io.vedette.cloud.round;

import java.util.Optional;

/** Where updates are handed in. Both methods may wait for the control loop. */
public interface UpdateHandler {

  /** Why an update cannot be taken now; empty when it can, or was already. */
  Optional<String> refusal(String roundId, String agentId, String updateId, String baseSha256)
      throws Exception;

  /**
   * Takes an update whose weights are stored; it is durable when this returns.
   *
   * @return why it was not taken after all; empty when it was
   */
  Optional<String> hand(
      String roundId, String agentId, String baseSha256, Participant.Contribution update)
      throws Exception;
}
