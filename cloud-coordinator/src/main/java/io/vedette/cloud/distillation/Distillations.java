package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Phase;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.MachineArchive;
import io.vedette.cloud.machine.MachineForm;
import io.vedette.cloud.machine.MachineForm.NoRow;
import io.vedette.cloud.machine.MachineHost;
import io.vedette.cloud.machine.RunningEffect;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts distillations and performs what {@link DistillationStateMachine} asks for. For the control
 * loop only.
 */
public final class Distillations {

  private static final Logger log = LoggerFactory.getLogger(Distillations.class);

  static final MachineForm<Distillation, NoRow, DistillationEffect> FORM =
      MachineForm.ofHeader(
          Distillation.class, DistillationEffect.class, Distillation::id, Distillation::underWay);

  private final DistillationConfig config;
  private final DistillationWork work;
  private final Consumer<VersionId> rollOut;
  private final ActiveTime time;
  private final EventFeed feed;
  private final StateMachines<Distillation, NoRow, DistillationEvent, DistillationEffect> machines;
  private final Distillers distillers;

  /**
   * @param distillers that do the work
   * @param rollOut takes a version that passed its gates; the same one may come again
   */
  public Distillations(
      DistillationConfig config,
      MachineHost host,
      DistillationWork work,
      Distillers distillers,
      Consumer<VersionId> rollOut,
      ActiveTime time,
      EventFeed feed) {
    this.config = config;
    this.work = work;
    this.distillers = distillers;
    this.rollOut = rollOut;
    this.time = time;
    this.feed = feed;
    machines =
        host.machines(DistillationStateMachine.of(config), FORM, "distillations", this::perform);
  }

  /** Checkpoints that are needed. */
  public List<Artifact> checkpoints() {
    return machines.newest(Integer.MAX_VALUE).stream()
        .flatMap(d -> Optional.ofNullable(d.checkpoint()).stream())
        .map(Distillation.Checkpoint::file)
        .toList();
  }

  /** Resumes what was under way. */
  public void resume() {
    machines.resume();
    machines.postUnderWay(new DistillationEvent.Restarted(time.now()));
    distillers.add(this);
  }

  /** Begins a distillation; one with the same id is left as it is. */
  private void begin(Distillation distillation) {
    if (machines.find(distillation.id()).isEmpty()) {
      machines.create(number -> distillation, new DistillationEvent.FramesCame());
    }
  }

  /**
   * Takes a round's student: it takes the place of one that no distiller has begun, or begins a
   * distillation of its own.
   */
  void take(Distillation next) {
    machines.underWay().stream()
        .filter(d -> !d.begun())
        .findFirst()
        .ifPresentOrElse(
            waiting ->
                machines.post(
                    waiting.id(),
                    new DistillationEvent.Replaced(
                        next.roundId(),
                        next.student(),
                        next.baseline(),
                        next.baselineTraining(),
                        next.updateIds())),
            () -> begin(next));
  }

  /** Whether a distiller is at work on one, or was: a newer student has to wait. */
  boolean atWork() {
    return machines.underWay().stream().anyMatch(Distillation::begun);
  }

  /** Whether a round's student was taken. */
  boolean took(String roundId) {
    return machines.newest(Integer.MAX_VALUE).stream().anyMatch(d -> d.roundId().equals(roundId));
  }

  /** Ids of the rounds whose student was distilled or is: its updates count nowhere else. */
  Set<String> distilledRounds() {
    return machines.newest(Integer.MAX_VALUE).stream()
        .filter(d -> d.begun() && d.phase() != Phase.FAILED)
        .map(Distillation::roundId)
        .collect(Collectors.toSet());
  }

  /** Whether a distillation is among the newest. */
  public boolean has(String id) {
    return machines.find(id).isPresent();
  }

  /** A distiller reports on its job. */
  void reported(String id, DistillationEvent event) {
    machines.post(id, event);
  }

  /** A second has passed. */
  public void tick() {
    machines.flush();
    machines.postUnderWay(new DistillationEvent.Ticked(time.now()));
  }

  /** There may be enough frames now. */
  public void framesCame() {
    for (Distillation d : machines.underWay()) {
      if (d.phase() == Phase.GATHERING) {
        Optional<String> missing = work.missing(wantedAudits());
        machines.post(
            d.id(),
            missing.isPresent()
                ? new DistillationEvent.TooFew(missing.get())
                : new DistillationEvent.FramesCame());
      }
    }
  }

  /**
   * Held-out audits that the next version waits for: those of the latest that could not be judged
   * were too few. At most twice as many, as the next may differ more.
   */
  private int wantedAudits() {
    return machines.newest(Integer.MAX_VALUE).stream()
        .filter(d -> !d.underWay() && !d.gates().isEmpty())
        .findFirst()
        .map(d -> GateEvaluation.auditsWanted(d.gates()))
        .orElse(0);
  }

  /**
   * A person ends a distillation.
   *
   * @throws IllegalArgumentException when there is no such distillation
   * @throws IllegalStateException when it has ended
   */
  public Distillation cancel(String id, String why) {
    Distillation d =
        machines
            .find(id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        id + ": no such distillation among the newest 100"));
    if (!d.underWay()) {
      throw new IllegalStateException(id + " has ended already");
    }
    machines.post(id, new DistillationEvent.Cancelled(why, time.now()));
    return machines.find(id).orElseThrow();
  }

  /** Offers the version of the newest distillation, if it made one, to be rolled out. */
  public void offerVersion() {
    machines.newest(1).stream()
        .flatMap(d -> Optional.ofNullable(d.version()).stream())
        .forEach(rollOut);
  }

  /** A distiller went away. */
  void workerGone(String workerId) {
    machines.postUnderWay(new DistillationEvent.WorkerGone(workerId, time.now()));
  }

  /** The one that is leased to a distiller. */
  Optional<Distillation> leasedTo(String workerId) {
    return machines.underWay().stream().filter(d -> leasedTo(d, workerId)).findFirst();
  }

  /** The one that has waited longest for a distiller. */
  Optional<Distillation> waiting() {
    return machines.underWay().stream().filter(d -> d.phase() == Phase.WAITING).findFirst();
  }

  /** A distiller is there for a distillation. */
  void ready(String id, String workerId) {
    machines.post(id, new DistillationEvent.WorkerReady(workerId, time.now()));
  }

  private static boolean leasedTo(Distillation d, String workerId) {
    Distillation.Lease lease = d.lease();
    return lease != null && lease.workerId().equals(workerId);
  }

  private boolean perform(
      Distillation d, DistillationEffect effect, RunningEffect<DistillationEvent> running) {
    if (effect instanceof DistillationEffect.Gather && d.phase() == Phase.GATHERING) {
      work.gather(d, wantedAudits(), running::result);
      return false;
    } else if (effect instanceof DistillationEffect.SeekWorker) {
      distillers.seek();
    } else if (effect instanceof DistillationEffect.Lease lease && leasedTo(d, lease.workerId())) {
      assign(d, lease.workerId(), running);
    } else if (effect instanceof DistillationEffect.Cancel cancel) {
      distillers
          .find(cancel.workerId())
          .ifPresent(session -> session.cancel(d.id(), cancel.attempt()));
    } else if (effect instanceof DistillationEffect.DeleteCheckpoint old) {
      work.deleteCheckpoint(old.file(), running::done);
      return false;
    } else if (effect instanceof DistillationEffect.LogIgnored ignored) {
      log.info("{}: {}", d.id(), ignored.text());
    } else if (effect instanceof DistillationEffect.Judge && d.phase() == Phase.JUDGING) {
      work.judge(d, running::result);
      return false;
    } else if (effect instanceof DistillationEffect.Announce announce) {
      feed.info(Subject.of("distillation", d.id()), d.id() + " " + announce.text());
    } else if (effect instanceof DistillationEffect.RollOut) {
      feed.info(
          Subject.of("version", String.valueOf(d.version())), d.version() + " passed its gates");
      offerVersion();
    }
    return true;
  }

  private void assign(Distillation d, String workerId, RunningEffect<DistillationEvent> running) {
    Optional<DistillerSession> session = distillers.find(workerId);
    if (session.isEmpty()) {
      running.post(new DistillationEvent.WorkerGone(workerId, time.now()));
      return;
    }
    try {
      work.assign(session.get(), d, config);
    } catch (RegistryException e) {
      running.post(
          new DistillationEvent.WorkFailed(
              workerId, d.attempts(), String.valueOf(e.getMessage()), false, time.now()));
    }
  }

  /** How many there ever were. */
  public long total() {
    return machines.total();
  }

  /** Newest first, at most 100. */
  public List<Distillation> newest(int limit) {
    return machines.newest(limit);
  }

  /** All distillations that there ever were. For any thread but the control loop. */
  public MachineArchive<Distillation> archive() {
    return machines.archive();
  }

  /** Decides nothing more; completes when everything that was done so far is durable. */
  public CompletableFuture<Void> close() {
    distillers.remove(this);
    return machines.close();
  }

  /** Completes when everything that was done so far is durable. */
  public CompletableFuture<Void> durable() {
    return machines.durable();
  }
}
