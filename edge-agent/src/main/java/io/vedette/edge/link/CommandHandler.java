package io.vedette.edge.link;

import java.time.Duration;

/** What the coordinator asks of the agent. Each call must return at once; work goes elsewhere. */
public interface CommandHandler {

  /** A session has begun. */
  void welcome(byte[] signingKey);

  void install(InstallRequest order);

  void startRound(RoundRequest order);

  void cancel(String commandId, String why);

  /** Somebody looks: one snapshot per camera and interval; zero stops them. */
  void wantSnapshots(Duration interval);
}
