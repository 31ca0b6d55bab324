package io.vedette.cloud.round;

import java.util.Set;

/** Where the students of rounds go. For the control loop only. */
public interface StudentReceiver {

  /** The newest student waits; it may be offered again and again. */
  void offer(Round newest);

  /** Whether a round's student was taken. */
  boolean took(String roundId);

  /** Ids of the rounds whose student was begun: the updates behind it count nowhere else. */
  Set<String> distilledRounds();
}
