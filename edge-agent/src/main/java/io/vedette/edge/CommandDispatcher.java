package io.vedette.edge;

import io.vedette.edge.learn.Learner;
import io.vedette.edge.link.CommandHandler;
import io.vedette.edge.link.InstallRequest;
import io.vedette.edge.link.RoundRequest;
import io.vedette.edge.update.Installer;
import io.vedette.edge.update.TrustedKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hands each order to the part of the agent that it is for. */
final class CommandDispatcher implements CommandHandler {

  private final TrustedKey key;
  private volatile @Nullable Parts parts;

  /** Who does what; known once the link, through which they report, exists. */
  record Parts(Installer installer, Learner learner, SnapshotSender snapshots) {}

  CommandDispatcher(TrustedKey key) {
    this.key = key;
  }

  /** Must be called before the link is started. */
  void to(Parts known) {
    parts = known;
  }

  private Parts parts() {
    return java.util.Objects.requireNonNull(parts);
  }

  @Override
  public void welcome(byte[] signingKey) {
    key.shown(signingKey);
  }

  @Override
  public void install(InstallRequest order) {
    parts().installer().take(order);
  }

  @Override
  public void startRound(RoundRequest order) {
    parts().learner().take(order);
  }

  @Override
  public void cancel(String commandId, String why) {
    parts().learner().cancel(commandId, why);
    parts().installer().cancel(commandId, why);
  }

  @Override
  public void wantSnapshots(Duration interval) {
    parts().snapshots().every(interval);
  }
}
