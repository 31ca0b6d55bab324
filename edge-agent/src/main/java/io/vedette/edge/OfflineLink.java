package io.vedette.edge;

import io.vedette.edge.event.ObjectEvent;
import io.vedette.edge.link.BreakerStatus;
import io.vedette.edge.link.InstalledModel;
import io.vedette.edge.link.LearnerProgress;
import org.jspecify.annotations.Nullable;

/**
 * No coordinator, or none yet: frames and events are kept, and nobody is told.
 *
 * @param installed what the agent came up with
 */
record OfflineLink(InstalledModel installed) implements CoordinatorLink {

  @Override
  public void outboxGrew() {}

  @Override
  public void happened(ObjectEvent event) {}

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
