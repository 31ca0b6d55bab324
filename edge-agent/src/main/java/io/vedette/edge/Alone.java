package io.vedette.edge;

import io.vedette.edge.event.Event;
import io.vedette.edge.link.BreakerStatus;
import io.vedette.edge.link.Installed;
import io.vedette.edge.link.LearnerProgress;
import org.jspecify.annotations.Nullable;

/**
 * No coordinator, or none yet: frames and events are kept, and nobody is told.
 *
 * @param installed what the agent came up with
 */
record Alone(Installed installed) implements Cloud {

  @Override
  public void outboxGrew() {}

  @Override
  public void happened(Event event) {}

  @Override
  public @Nullable LearnerProgress learning() {
    return null;
  }

  @Override
  public String state() {
    return "alone";
  }

  @Override
  public BreakerStatus breaker() {
    return BreakerStatus.NONE;
  }

  @Override
  public String complaint() {
    return "";
  }
}
