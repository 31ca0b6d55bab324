package io.vedette.edge;

import io.vedette.edge.event.ObjectEvent;
import io.vedette.edge.link.BreakerStatus;
import io.vedette.edge.link.InstalledModel;
import io.vedette.edge.link.LearnerProgress;
import org.jspecify.annotations.Nullable;

/** What an agent has of a coordinator, and what of itself the coordinator changes. */
sealed interface CoordinatorLink permits OfflineLink, OnlineLink {

  /** The outbox has something new. */
  void outboxGrew();

  /** Something happened before a camera, and was kept. */
  void happened(ObjectEvent event);

  /** What the cameras' students are. */
  InstalledModel installed();

  /** How far a round is; null where there is none. */
  @Nullable LearnerProgress learning();

  /** "connected", "alone", or why there is no connection. */
  String state();

  /** How the breaker stands. */
  BreakerStatus breaker();

  /** "" or why the coordinator's versions are not believed. */
  String complaint();
}
