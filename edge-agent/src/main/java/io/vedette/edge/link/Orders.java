package io.vedette.edge.link;

import java.time.Duration;

/** What the coordinator asks of the agent. Each call must return at once; work goes elsewhere. */
public interface Orders {

  /** A session has begun. */
  void welcome(byte[] signingKey);

  void install(InstallOrder order);

  void startRound(RoundOrder order);

  void cancel(String commandId, String why);

  /** Somebody looks: one snapshot per camera and interval; zero stops them. */
  void wantSnapshots(Duration interval);
}
