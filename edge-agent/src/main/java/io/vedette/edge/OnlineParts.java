package io.vedette.edge;

import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.escalate.budget.TokenBucket;
import io.vedette.edge.learn.Learner;
import io.vedette.edge.link.AgentIdentity;
import io.vedette.edge.link.CloudLink;
import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.EscalationUpload;
import io.vedette.edge.link.SessionHandlers;
import io.vedette.edge.link.SnapshotSender;
import io.vedette.edge.status.CloudStatus;
import io.vedette.edge.update.Installer;
import io.vedette.edge.update.Slot;
import io.vedette.edge.update.TrustedKey;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * What an agent has only with a coordinator: the link to it, and the parts that carry out its
 * commands.
 */
final class OnlineParts implements AutoCloseable {

  private final OpenParts parts;
  private final TrustedKey key;
  private final CloudLink link;
  private final AgentStatusReader status;

  private OnlineParts(OpenParts parts, TrustedKey key, CloudLink link, AgentStatusReader status) {
    this.parts = parts;
    this.key = key;
    this.link = link;
    this.status = status;
  }

  /**
   * Connects, and resumes the round that an earlier process was in.
   *
   * @param offline the parts that work without a coordinator
   * @param crashed the version that the last process died of: it is reported as failed
   */
  static OnlineParts start(
      Endpoint coordinator, AgentConfig config, OfflineParts offline, Optional<Slot> crashed)
      throws IOException {
    AgentStores stores = offline.stores();
    OpenParts parts = new OpenParts();
    try {
      TrustedKey key =
          TrustedKey.open(stores.data().resolve("trusted.key"), config.update().signingKey());
      CommandClient client =
          parts.add(
              CommandClient.dial(
                  coordinator,
                  AgentIdentity.ofThisDevice(config.id(), config.cameraTags(), config.tags())));
      crashed.ifPresent(slot -> client.report(failed(slot)));
      Installer installer =
          parts.add(
              new Installer(
                  stores.slots(),
                  key,
                  config.update(),
                  offline.pipelines(),
                  client,
                  offline.model().installed()));
      Learner learner =
          parts.add(
              new Learner(
                  stores.data().resolve("round"), config.learner(), stores.replay(), client));
      SnapshotSender snapshots = parts.add(new SnapshotSender(offline.pipelines()));
      AgentStatusReader status = offline.status(installer::installed, learner::progress);
      learner.resume();
      CloudLink link =
          parts.add(
              CloudLink.start(
                  client,
                  new SessionHandlers(
                      status, key::offered, installer, learner, snapshots, offline.events()),
                  new EscalationUpload(
                      stores.outbox(),
                      budget(config.escalation()),
                      config.breaker(),
                      offline.verdicts()::onVerdict)));
      return new OnlineParts(parts, key, link, status);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static CommandProgress failed(Slot slot) {
    return new CommandProgress(
        slot.commandId(), CommandPhase.FAILED, slot.version() + " crashed this agent");
  }

  private static TokenBucket budget(EscalationConfig config) {
    double bits = config.budgetBitsPerSecond();
    return new TokenBucket(bits, bits * config.burstSeconds());
  }

  AgentStatusReader status() {
    return status;
  }

  CloudStatus cloud() {
    return new CloudStatus(link.state(), link.breaker(), key.complaint());
  }

  /** First nothing comes in any more; then running commands stop, to resume in the next process. */
  @Override
  public void close() {
    parts.close();
  }
}
