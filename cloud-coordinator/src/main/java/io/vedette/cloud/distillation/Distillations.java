package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Outcome;
import io.vedette.cloud.distillation.Distillation.Phase;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.journal.EventFeed;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.detector.DetectorSpec;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell around {@link DistillationStateMachine}: performs what distillations want done. */
public final class Distillations {

  private static final Logger log = LoggerFactory.getLogger(Distillations.class);

  private final DistillationConfig config;
  private final GateConfig gates;
  private final ControlLoop loop;
  private final Executor heavy;
  private final ActiveTime time;
  private final EventFeed journal;
  private final Catalog catalog;
  private final DatasetBuilder gathering;
  private final Checkpoints checkpoints;
  private final Consumer<VersionId> rollOut;
  private final StateMachines<Distillation, DistillationEvent, DistillationEffect> machines;
  private final Map<String, DistillerSession> workers = new LinkedHashMap<>();
  private final Set<String> gatheringNow = new HashSet<>();

  /**
   * @param heavy where datasets are written and gates judge, off the control loop
   * @param rollOut is told of a version that passed; may be told twice
   */
  public Distillations(
      DistillationConfig config,
      GateConfig gates,
      DistillationStore store,
      Escalations escalations,
      BlobStore blobs,
      Checkpoints checkpoints,
      Catalog catalog,
      ControlLoop loop,
      Executor heavy,
      ActiveTime time,
      EventFeed journal,
      Consumer<VersionId> rollOut) {
    this.config = config;
    this.gates = gates;
    this.loop = loop;
    this.heavy = heavy;
    this.time = time;
    this.journal = journal;
    this.catalog = catalog;
    this.rollOut = rollOut;
    this.checkpoints = checkpoints;
    this.gathering = new DatasetBuilder(config, escalations, blobs);
    this.machines =
        new StateMachines<>(
            DistillationStateMachine.of(config), Distillation::id, store::put, this::perform);
    machines.load(store.all());
  }

  /** Goes on with what was under way; what no distillation needs any more is deleted. */
  public void resume() {
    checkpoints.retain(
        machines.all().stream()
            .flatMap(d -> Optional.ofNullable(d.checkpoint()).stream())
            .map(Distillation.Checkpoint::file)
            .toList());
    postAll(new DistillationEvent.Restarted(time.now()));
  }

  /** Begins a distillation; one with the same id is left as it is. */
  private void begin(Distillation distillation) {
    if (machines.find(distillation.id()).isEmpty()) {
      machines.create(distillation);
      machines.post(distillation.id(), new DistillationEvent.FramesCame());
    }
  }

  /**
   * Takes a round's student: it takes the place of one that nobody has begun to distil, or begins a
   * distillation of its own.
   */
  public void take(Distillation next) {
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
  public boolean atWork() {
    return machines.all().stream().anyMatch(d -> d.underWay() && d.begun());
  }

  /** Whether a round's student was taken. */
  public boolean took(String roundId) {
    return machines.all().stream().anyMatch(d -> d.roundId().equals(roundId));
  }

  /** Ids of the updates of all students that were distilled or are: those count nowhere else. */
  public Set<String> usedUpdates() {
    return machines.all().stream()
        .filter(d -> d.begun() && d.phase() != Phase.FAILED)
        .flatMap(d -> d.updateIds().stream())
        .collect(Collectors.toSet());
  }

  public void post(String id, DistillationEvent event) {
    machines.post(id, event);
  }

  /** Takes an event for every distillation that is under way. */
  public void postAll(DistillationEvent event) {
    machines.all().stream()
        .filter(Distillation::underWay)
        .forEach(d -> machines.post(d.id(), event));
  }

  /** A distiller is there, for the first time or again. */
  public void joined(DistillerSession session) {
    DistillerSession older = workers.put(session.workerId(), session);
    if (older != null && older != session) {
      older.close("a newer connection of " + session.workerId() + " took its place");
    }
    journal.info("distillation", session.workerId() + " is ready");
    offerWork(session.workerId());
  }

  /** A distiller's connection is lost. */
  public void left(DistillerSession session) {
    if (workers.remove(session.workerId(), session)) {
      journal.warning("distillation", session.workerId() + " went away");
      postAll(new DistillationEvent.WorkerGone(session.workerId(), time.now()));
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
      gather(d);
    } else if (effect instanceof DistillationEffect.SeekWorker) {
      seekWorker();
    } else if (effect instanceof DistillationEffect.Lease lease) {
      assign(d, lease.workerId());
    } else if (effect instanceof DistillationEffect.Cancel cancel) {
      DistillerSession session = workers.get(cancel.workerId());
      if (session != null) {
        session.cancel(d.id(), cancel.attempt());
      }
    } else if (effect instanceof DistillationEffect.DeleteCheckpoint old) {
      heavy.execute(() -> checkpoints.delete(old.file()));
    } else if (effect instanceof DistillationEffect.NoteStale note) {
      log.info("{}: {}", d.id(), note.text());
    } else if (effect instanceof DistillationEffect.Judge) {
      heavy.execute(() -> judge(d));
    } else if (effect instanceof DistillationEffect.Announce announce) {
      journal.info("distillation", d.id() + " " + announce.text());
    } else if (effect instanceof DistillationEffect.RollOut && d.version() != null) {
      rollOut.accept(d.version());
    }
  }

  private void gather(Distillation d) {
    var missing = gathering.missing();
    if (missing.isPresent()) {
      machines.post(d.id(), new DistillationEvent.TooFew(missing.get()));
    } else if (gatheringNow.add(d.id())) {
      heavy.execute(() -> gatherNow(d));
    }
  }

  private void gatherNow(Distillation d) {
    DistillationEvent outcome;
    try {
      outcome = new DistillationEvent.Gathered(gathering.gather(detector(d).labels()));
    } catch (RegistryException | IOException | RuntimeException e) {
      outcome = new DistillationEvent.TooFew("the datasets cannot be stored: " + e.getMessage());
    }
    DistillationEvent event = outcome;
    loop.run(
        "the end of a gathering",
        () -> {
          gatheringNow.remove(d.id());
          machines.post(d.id(), event);
        });
  }

  /** The job that has waited longest goes to a distiller that has nothing to do. */
  public void seekWorker() {
    Optional<String> idle =
        workers.keySet().stream()
            .filter(id -> machines.all().stream().noneMatch(d -> leasedTo(d, id)))
            .findFirst();
    machines.all().stream()
        .filter(d -> d.phase() == Phase.WAITING)
        .findFirst()
        .ifPresent(d -> idle.ifPresent(id -> ready(d, id)));
  }

  private void assign(Distillation d, String workerId) {
    DistillerSession session = workers.get(workerId);
    if (session == null) {
      machines.post(d.id(), new DistillationEvent.WorkerGone(workerId, time.now()));
      return;
    }
    try {
      session.assign(new DistillationCommand(d, detector(d), config, config.seed()));
    } catch (RegistryException e) {
      machines.post(
          d.id(),
          new DistillationEvent.WorkFailed(
              workerId, d.attempts(), String.valueOf(e.getMessage()), false, time.now()));
    }
  }

  private DetectorSpec detector(Distillation d) throws RegistryException {
    return catalog.version(d.baseline()).manifest().detector();
  }

  private void judge(Distillation d) {
    DistillationEvent outcome;
    try {
      outcome = judged(d);
    } catch (RegistryException | RuntimeException e) {
      outcome =
          new DistillationEvent.Judged(null, List.of(), String.valueOf(e.getMessage()), time.now());
    }
    DistillationEvent event = outcome;
    loop.run("the end of a judgement", () -> machines.post(d.id(), event));
  }

  private DistillationEvent judged(Distillation d) throws RegistryException {
    Outcome outcome = d.outcome();
    Sets sets = d.sets();
    if (outcome == null || sets == null) {
      throw new IllegalStateException(d.id() + " is judged before it has an outcome");
    }
    GateEvaluation judgement = GateEvaluation.of(outcome, gates);
    if (!judgement.passed()) {
      return new DistillationEvent.Judged(null, judgement.gates(), judgement.why(), time.now());
    }
    Version version =
        catalog.register(judgement.manifest(d, sets, outcome, detector(d)), judgement.gates());
    return new DistillationEvent.Judged(
        version.id(), judgement.gates(), judgement.why(), time.now());
  }

  public boolean underWay() {
    return machines.all().stream().anyMatch(Distillation::underWay);
  }

  /** Newest first. */
  public List<Distillation> newest(int limit) {
    return machines.newest(limit);
  }
}
