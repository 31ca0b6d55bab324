package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Phase;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.VersionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts distillations and performs what {@link DistillationStateMachine} asks for. */
public final class Distillations {

  private static final Logger log = LoggerFactory.getLogger(Distillations.class);

  private final DistillationConfig config;
  private final DistillationWork work;
  private final Consumer<VersionId> rollOut;
  private final ActiveTime time;
  private final EventFeed feed;
  private final StateMachines<Distillation, DistillationEvent, DistillationEffect> machines;
  private final Map<String, DistillerSession> distillers = new LinkedHashMap<>();

  /**
   * @param rollOut takes a version that passed its gates; the same one may come again
   */
  public Distillations(
      DistillationConfig config,
      DistillationStore store,
      DistillationWork work,
      Consumer<VersionId> rollOut,
      ActiveTime time,
      EventFeed feed) {
    this.config = config;
    this.work = work;
    this.rollOut = rollOut;
    this.time = time;
    this.feed = feed;
    this.machines =
        new StateMachines<>(
            DistillationStateMachine.of(config), Distillation::id, store::put, this::perform);
    machines.load(store.all());
  }

  /** Resumes what was under way; checkpoints that no distillation needs any more are deleted. */
  public void resume() {
    work.retainCheckpoints(
        machines.all().stream()
            .flatMap(d -> Optional.ofNullable(d.checkpoint()).stream())
            .map(Distillation.Checkpoint::file)
            .toList());
    postUnderWay(new DistillationEvent.Restarted(time.now()));
  }

  /** Begins a distillation; one with the same id is left as it is. */
  private void begin(Distillation distillation) {
    if (machines.find(distillation.id()).isEmpty()) {
      machines.create(distillation);
      machines.post(distillation.id(), new DistillationEvent.FramesCame());
    }
  }

  /**
   * Takes a round's student: it takes the place of one that no distiller has begun, or begins a
   * distillation of its own.
   */
  void take(Distillation next) {
    machines.all().stream()
        .filter(d -> d.underWay() && !d.begun())
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
    return machines.all().stream().anyMatch(d -> d.underWay() && d.begun());
  }

  /** Whether a round's student was taken. */
  boolean took(String roundId) {
    return machines.all().stream().anyMatch(d -> d.roundId().equals(roundId));
  }

  /** Ids of the updates of all students that were distilled or are: those count nowhere else. */
  Set<String> usedUpdates() {
    return machines.all().stream()
        .filter(d -> d.begun() && d.phase() != Phase.FAILED)
        .flatMap(d -> d.updateIds().stream())
        .collect(Collectors.toSet());
  }

  /** A distiller reports on its job; after its end it is free for another one. */
  public void reported(String id, DistillationEvent event) {
    machines.post(id, event);
    if (!(event instanceof DistillationEvent.Progressed)) {
      seekWorker();
    }
  }

  /** Time has passed. */
  public void tick() {
    postUnderWay(new DistillationEvent.Ticked(time.now()));
  }

  /** There may be enough frames now. */
  public void framesCame() {
    postUnderWay(new DistillationEvent.FramesCame());
  }

  private void postUnderWay(DistillationEvent event) {
    machines.all().stream()
        .filter(Distillation::underWay)
        .forEach(d -> machines.post(d.id(), event));
  }

  /** Offers the version of the newest distillation, if it made one, to be rolled out. */
  public void offerVersion() {
    machines.newest(1).stream()
        .flatMap(d -> Optional.ofNullable(d.version()).stream())
        .forEach(rollOut);
  }

  /** A distiller is connected, for the first time or again. */
  public void joined(DistillerSession session) {
    DistillerSession older = distillers.put(session.workerId(), session);
    if (older != null && older != session) {
      older.close("a newer connection of " + session.workerId() + " took its place");
    }
    feed.info("distillation", session.workerId() + " is ready");
    offerWork(session.workerId());
  }

  /** A distiller's connection is lost. */
  public void left(DistillerSession session) {
    if (distillers.remove(session.workerId(), session)) {
      feed.warning("distillation", session.workerId() + " went away");
      postUnderWay(new DistillationEvent.WorkerGone(session.workerId(), time.now()));
    }
  }

  /** Gives a distiller that is back its own job again, or else one that waits. */
  private void offerWork(String workerId) {
    machines.all().stream()
        .filter(d -> leasedTo(d, workerId))
        .findFirst()
        .ifPresentOrElse(d -> ready(d, workerId), this::seekWorker);
  }

  private void ready(Distillation d, String workerId) {
    machines.post(d.id(), new DistillationEvent.WorkerReady(workerId, time.now()));
  }

  private static boolean leasedTo(Distillation d, String workerId) {
    Distillation.Lease lease = d.lease();
    return lease != null && lease.workerId().equals(workerId);
  }

  private void perform(Distillation d, DistillationEffect effect) {
    if (effect instanceof DistillationEffect.Gather) {
      work.gather(d, event -> machines.post(d.id(), event));
    } else if (effect instanceof DistillationEffect.SeekWorker) {
      seekWorker();
    } else if (effect instanceof DistillationEffect.Lease lease) {
      assign(d, lease.workerId());
    } else if (effect instanceof DistillationEffect.Cancel cancel) {
      DistillerSession session = distillers.get(cancel.workerId());
      if (session != null) {
        session.cancel(d.id(), cancel.attempt());
      }
    } else if (effect instanceof DistillationEffect.DeleteCheckpoint old) {
      work.deleteCheckpoint(old.file());
    } else if (effect instanceof DistillationEffect.LogIgnored ignored) {
      log.info("{}: {}", d.id(), ignored.text());
    } else if (effect instanceof DistillationEffect.Judge) {
      work.judge(d, event -> machines.post(d.id(), event));
    } else if (effect instanceof DistillationEffect.Announce announce) {
      feed.info("distillation", d.id() + " " + announce.text());
    } else if (effect instanceof DistillationEffect.RollOut) {
      feed.info("version", d.version() + " passed its gates");
      offerVersion();
    }
  }

  /** The job that has waited longest goes to a distiller that has nothing to do. */
  private void seekWorker() {
    Optional<String> idle =
        distillers.keySet().stream()
            .filter(id -> machines.all().stream().noneMatch(d -> leasedTo(d, id)))
            .findFirst();
    machines.all().stream()
        .filter(d -> d.phase() == Phase.WAITING)
        .findFirst()
        .ifPresent(d -> idle.ifPresent(id -> ready(d, id)));
  }

  private void assign(Distillation d, String workerId) {
    DistillerSession session = distillers.get(workerId);
    if (session == null) {
      machines.post(d.id(), new DistillationEvent.WorkerGone(workerId, time.now()));
      return;
    }
    try {
      session.assign(new DistillationCommand(d, work.detector(d), config, config.seed()));
    } catch (RegistryException e) {
      machines.post(
          d.id(),
          new DistillationEvent.WorkFailed(
              workerId, d.attempts(), String.valueOf(e.getMessage()), false, time.now()));
    }
  }

  /** Newest first. */
  public List<Distillation> newest(int limit) {
    return machines.newest(limit);
  }
}
