package io.vedette.cloud.round;

import io.vedette.cloud.journal.EventFeed;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.detector.DetectorException;
import io.vedette.federated.aggregate.RejectedUpdateException;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The shell around {@link RoundStateMachine}: opens rounds and performs what they want done. */
public final class Rounds {

  /** What rounds need of the others. */
  public interface RoundActions {
    /** Sends an agent its part of a round; nothing happens while it is not connected. */
    void invite(Round round, String agentId, String commandId);

    /** A round has made a student. May be told twice. */
    void aggregated(Round round);

    /** Ids of the updates that are part of a student that was distilled, or is at this moment. */
    Set<String> usedUpdates();
  }

  /** Fetching, starting, uploading: parts of an agent's work that are no training steps. */
  private static final int OTHER_STEPS = 100;

  private final RoundConfig config;
  private final ControlLoop loop;
  private final Executor heavy;
  private final ActiveTime time;
  private final EventFeed journal;
  private final RoundActions actions;
  private final RoundAggregation averaging;
  private final StateMachines<Round, RoundEvent, RoundEffect> machines;

  /** Verdicts when the last round opened; a restart starts counting at zero new ones. */
  private long verdictsAtLastRound;

  /**
   * @param heavy where updates are averaged, off the control loop
   */
  public Rounds(
      RoundConfig config,
      RoundStore store,
      BlobStore blobs,
      ControlLoop loop,
      Executor heavy,
      ActiveTime time,
      EventFeed journal,
      RoundActions actions) {
    this.config = config;
    this.loop = loop;
    this.heavy = heavy;
    this.time = time;
    this.journal = journal;
    this.actions = actions;
    this.averaging = new RoundAggregation(blobs);
    this.machines =
        new StateMachines<>(RoundStateMachine.of(config), Round::id, store::put, this::perform);
    machines.load(store.all());
  }

  /** Goes on with what was under way. */
  public void resume(long verdictsSoFar) {
    verdictsAtLastRound = verdictsSoFar;
    machines.postAll(new RoundEvent.Restarted(time.now()));
  }

  /** The command of an agent's part in a round. */
  public static String commandId(String roundId, String agentId) {
    return roundId + "/" + agentId;
  }

  /** Opens a round if one is due. */
  public void openIfDue(
      long verdicts, List<String> ready, boolean busy, Optional<Manifest> current) {
    long now = time.now().wallMs();
    long last = machines.newest(1).stream().mapToLong(Round::startedMs).findFirst().orElse(0);
    RoundTrigger trigger =
        new RoundTrigger(
            verdicts - verdictsAtLastRound, ready.size(), now - last, busy || underWay());
    if (current.isPresent() && trigger.due(config)) {
      open(verdicts, ready, current.get());
    }
  }

  /**
   * Opens a round now.
   *
   * @throws IllegalStateException when one is under way, nobody can take part, or the version
   *     cannot be trained further
   */
  public Round open(long verdicts, List<String> agents, Manifest current) {
    if (underWay()) {
      throw new IllegalStateException("a round is under way; wait for its end");
    }
    if (agents.isEmpty()) {
      throw new IllegalStateException(
          "no agent is online that has enough verdicts to learn from and no round already");
    }
    Artifact training = current.training();
    if (training == null) {
      throw new IllegalStateException(
          current.id() + " has no training graph; register a version that has one");
    }
    int number = machines.all().size() + 1;
    List<LateUpdate> late =
        LateUpdates.waiting(
            machines.newest(Integer.MAX_VALUE), actions.usedUpdates(), current.id());
    Round round =
        Round.opening(
            "r-" + number,
            time.now(),
            current.id(),
            training,
            config.minAgents(),
            config.seed() + number - 1,
            agents,
            late);
    verdictsAtLastRound = verdicts;
    machines.create(round);
    journal.info(
        "round", round.id() + " opened with " + String.join(", ", agents) + tookOver(late));
    machines.post(round.id(), new RoundEvent.Opened());
    return round;
  }

  private static String tookOver(List<LateUpdate> late) {
    return late.isEmpty()
        ? ""
        : "; counts late updates of "
            + String.join(
                ", ", late.stream().map(l -> l.agentId() + " (" + l.roundId() + ")").toList());
  }

  /** Takes an event for one round. */
  public void post(String roundId, RoundEvent event) {
    machines.post(roundId, event);
  }

  /** Takes an event for every round that is under way. */
  public void postAll(RoundEvent event) {
    machines.all().stream()
        .filter(Round::underWay)
        .forEach(round -> machines.post(round.id(), event));
  }

  /** An agent got on with its part of a round. */
  public void progressed(String roundId, String agentId, long steps, long stepsTotal) {
    // No agent has more to do than it was asked for, whatever it says.
    long most = 2L * config.epochs() * (config.maxExamples() / config.batch() + 1) + OTHER_STEPS;
    machines.post(
        roundId, new RoundEvent.Progressed(agentId, steps, Math.min(stepsTotal, most), time.now()));
  }

  /** Why an update cannot be taken, for good; empty when it can, or was already. */
  public Optional<String> refusal(
      String roundId, String agentId, String updateId, String baseSha256) {
    Optional<Round> found = machines.find(roundId);
    if (found.isEmpty()) {
      return Optional.of("no such round");
    }
    Round round = found.get();
    Optional<Participant> participant = round.participant(agentId);
    if (participant.isEmpty()) {
      return Optional.of("not invited");
    }
    Contribution given = participant.get().update();
    if (given != null) {
      return given.updateId().equals(updateId)
          ? Optional.empty()
          : Optional.of("another update was accepted");
    }
    if (participant.get().state() == Participant.State.DECLINED) {
      return Optional.of("declined before: " + participant.get().message());
    }
    if (!round.training().sha256().equals(baseSha256)) {
      return Optional.of("wrong base");
    }
    return round.phase() == Round.Phase.OPEN ? Optional.empty() : tooOld(round);
  }

  /** A late update counts in the next round, unless the fleet has gone on too far meanwhile. */
  private Optional<String> tooOld(Round round) {
    VersionId newest = machines.newest(1).get(0).base();
    return LateUpdate.counts(round.base(), newest)
        ? Optional.empty()
        : Optional.of("too old: trained from " + round.base() + ", the fleet is at " + newest);
  }

  /**
   * Takes an update whose weights are stored.
   *
   * @return why it was not taken; empty when it was, or was already
   */
  public Optional<String> take(
      String roundId, String agentId, String baseSha256, Contribution update) {
    Optional<String> refusal = refusal(roundId, agentId, update.updateId(), baseSha256);
    if (refusal.isEmpty()) {
      boolean late = machines.find(roundId).filter(Round::underWay).isEmpty();
      machines.post(roundId, new RoundEvent.Updated(agentId, update, time.now()));
      if (late) {
        machines.find(roundId).ifPresent(round -> passOn(round, agentId, update));
      }
    }
    return refusal;
  }

  /** It counts in the round that is open now; where none is, the next takes it over. */
  private void passOn(Round round, String agentId, Contribution update) {
    LateUpdate late = new LateUpdate(round.id(), agentId, round.base(), round.training(), update);
    machines.all().stream()
        .filter(r -> r.phase() == Round.Phase.OPEN && LateUpdate.counts(late.base(), r.base()))
        .findFirst()
        .ifPresent(r -> machines.post(r.id(), new RoundEvent.LateUpdated(late, time.now())));
  }

  /** The newest round that has made a student. */
  public Optional<Round> newestStudent() {
    return machines.newest(Integer.MAX_VALUE).stream()
        .filter(r -> r.phase() == Round.Phase.AGGREGATED)
        .findFirst();
  }

  /** What is part of a student that is distilled counts in no other round. */
  public void forgetUsed() {
    machines.all().stream()
        .filter(r -> r.phase() == Round.Phase.OPEN && !r.late().isEmpty())
        .forEach(
            r -> {
              Set<String> used = actions.usedUpdates();
              machines.post(r.id(), new RoundEvent.LateUsed(used));
            });
  }

  /**
   * Makes a round's student one of a newer version, off the control loop.
   *
   * @param newer the version's training graph
   * @param then gets the student, on the control loop; not told where it cannot be made
   */
  public void rebase(Round round, VersionId version, Artifact newer, Consumer<Artifact> then) {
    Artifact student = round.aggregate();
    if (student == null) {
      throw new IllegalArgumentException(round.id() + " has no student");
    }
    int staleness = LateUpdate.staleness(round.base(), version);
    heavy.execute(
        () -> {
          try {
            Artifact rebased = averaging.rebased(round, student, newer, staleness);
            loop.run("a student on a newer version", () -> then.accept(rebased));
          } catch (RejectedUpdateException
              | DetectorException
              | RegistryException
              | IOException
              | RuntimeException e) {
            journal.warning(
                "round",
                "the student of "
                    + round.id()
                    + " is of no use for "
                    + version
                    + ": "
                    + e.getMessage());
          }
        });
  }

  public boolean underWay() {
    return machines.all().stream().anyMatch(Round::underWay);
  }

  public Optional<Round> find(String id) {
    return machines.find(id);
  }

  /** Newest first. */
  public List<Round> newest(int limit) {
    return machines.newest(limit);
  }

  private void perform(Round round, RoundEffect effect) {
    if (effect instanceof RoundEffect.Invite invite) {
      actions.invite(round, invite.agentId(), commandId(round.id(), invite.agentId()));
    } else if (effect instanceof RoundEffect.Aggregate) {
      heavy.execute(() -> aggregate(round));
    } else if (effect instanceof RoundEffect.HandOn) {
      actions.aggregated(round);
    } else if (effect instanceof RoundEffect.Announce) {
      announce(round);
    } else if (effect instanceof RoundEffect.Say say) {
      journal.info("round", round.id() + " " + say.text());
    }
  }

  private void aggregate(Round round) {
    RoundEvent outcome;
    try {
      RoundAggregation.Outcome made = averaging.run(round);
      Artifact student = made.student();
      outcome =
          student == null
              ? new RoundEvent.AggregationFailed(made.note(), time.now())
              : new RoundEvent.Aggregated(student, made.note(), time.now());
    } catch (DetectorException | RegistryException | IOException | RuntimeException e) {
      outcome = new RoundEvent.AggregationFailed(String.valueOf(e.getMessage()), time.now());
    }
    RoundEvent event = outcome;
    loop.run("the end of an aggregation", () -> machines.post(round.id(), event));
  }

  private void announce(Round round) {
    if (round.phase() == Round.Phase.FAILED) {
      journal.warning("round", round.id() + " failed: " + round.why());
    } else {
      String note = round.why().isEmpty() ? "" : " (left out: " + round.why() + ")";
      journal.info(
          "round",
          round.id()
              + " aggregated "
              + round.updated().size()
              + " updates"
              + (round.lateOnes().isEmpty() ? "" : " and " + round.lateOnes().size() + " late ones")
              + note);
    }
  }
}
