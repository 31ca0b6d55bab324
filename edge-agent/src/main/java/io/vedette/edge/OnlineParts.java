package io.vedette.edge;

import io.vedette.edge.link.AgentIdentity;
import io.vedette.edge.link.CloudLink;
import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.EscalationUpload;
import io.vedette.edge.link.SessionHandlers;
import io.vedette.edge.link.SnapshotSender;
import io.vedette.edge.settings.CameraSettingsHandler;
import io.vedette.edge.status.CloudStatus;
import io.vedette.edge.student.StudentCommands;
import io.vedette.edge.update.TrustedKey;
import io.vedette.wire.Endpoint;
import java.io.IOException;

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
   */
  static OnlineParts start(Endpoint coordinator, AgentConfig config, OfflineParts offline)
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
      StudentCommands commands =
          parts.add(
              StudentCommands.start(
                  stores.students(),
                  offline.pipelines(),
                  offline.escalator(),
                  key,
                  config.update(),
                  config.learner(),
                  client));
      CameraSettingsHandler cameras =
          parts.add(
              new CameraSettingsHandler(stores.cameras(), offline.pipelines(), stores.students()));
      SnapshotSender snapshots = parts.add(new SnapshotSender(offline.pipelines()));
      AgentStatusReader status = offline.status(commands::progress, commands::problems);
      CloudLink link =
          parts.add(
              CloudLink.start(
                  client,
                  new SessionHandlers(
                      status, key::offered, commands, cameras, snapshots, offline.events()),
                  new EscalationUpload(
                      stores.outbox(),
                      offline.escalator()::limit,
                      config.breaker(),
                      offline.verdicts()::onVerdict)));
      return new OnlineParts(parts, key, link, status);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
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
