package io.vedette.edge;

import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.escalate.UploadBudget;
import io.vedette.edge.event.ObjectEvent;
import io.vedette.edge.learn.Learner;
import io.vedette.edge.link.AgentIdentity;
import io.vedette.edge.link.AgentStatus;
import io.vedette.edge.link.BreakerStatus;
import io.vedette.edge.link.CloudLink;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.InstalledModel;
import io.vedette.edge.link.LearnerProgress;
import io.vedette.edge.link.VerdictListener;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.update.Installer;
import io.vedette.edge.update.Slot;
import io.vedette.edge.update.TrustedKey;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A link to a coordinator, and the parts that take its orders: installer, learner, snapshots. */
final class OnlineLink implements CoordinatorLink, AutoCloseable {

  private final TrustedKey key;
  private final CloudLink link;
  private final Installer installer;
  private final Learner learner;
  private final SnapshotSender snapshots;

  /**
   * Nothing is sent before {@link #start}.
   *
   * @param pipelines by camera
   * @param now what these run
   * @param verdicts told what the teacher says
   * @param vitals asked for every heartbeat; must return at once
   * @param delivered told the ids of events once they have been delivered
   */
  OnlineLink(
      Endpoint coordinator,
      AgentConfig config,
      AgentStores stores,
      Map<String, Pipeline> pipelines,
      InstalledModel now,
      VerdictListener verdicts,
      Supplier<AgentStatus> vitals,
      Consumer<List<String>> delivered)
      throws IOException {
    key = TrustedKey.open(stores.data().resolve("trusted.key"), config.update().signingKey());
    CommandDispatcher orders = new CommandDispatcher(key);
    link =
        CloudLink.to(
            coordinator,
            AgentIdentity.ofThisDevice(config.id(), List.copyOf(pipelines.keySet())),
            vitals,
            orders,
            stores.outbox(),
            budget(config.escalation()),
            verdicts,
            config.breaker(),
            delivered);
    installer =
        new Installer(
            stores.slots(),
            key,
            config.update(),
            config.student(),
            List.copyOf(pipelines.values()),
            now,
            link,
            link::report);
    learner =
        new Learner(
            stores.data().resolve("round"), config.learner(), stores.replay(), link, link::report);
    snapshots = new SnapshotSender(pipelines.values(), link);
    orders.to(new CommandDispatcher.Parts(installer, learner, snapshots));
  }

  private static UploadBudget budget(EscalationConfig config) {
    return new UploadBudget(config.budgetBitsPerSecond(), config.burstSeconds());
  }

  /** The last process died of this version: it is reported as failed. */
  void crashed(Slot slot) {
    link.report(
        new CommandProgress(
            slot.commandId(), CommandPhase.FAILED, slot.version() + " crashed this agent"));
  }

  /** Goes on with what an earlier process began, and connects. */
  void start() throws IOException {
    learner.resume();
    link.start();
  }

  @Override
  public void outboxGrew() {
    link.outboxGrew();
  }

  @Override
  public void happened(ObjectEvent event) {
    link.happened(event);
  }

  @Override
  public InstalledModel installed() {
    return installer.installed();
  }

  @Override
  public @Nullable LearnerProgress learning() {
    return learner.progress();
  }

  @Override
  public String state() {
    return link.state();
  }

  @Override
  public BreakerStatus breaker() {
    return link.breaker();
  }

  @Override
  public String complaint() {
    return key.complaint();
  }

  /** Nothing comes in any more; then what was under way stops, to go on in the next process. */
  @Override
  public void close() {
    link.close();
    snapshots.close();
    learner.close();
    installer.close();
  }
}
