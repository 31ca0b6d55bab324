package io.vedette.cloud.round;

import io.vedette.cloud.journal.Journal;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.Machines;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.detector.DetectorException;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The shell around {@link RoundTable}: opens rounds and performs what they want done. */
public final class Rounds {

  /** What rounds need of the others. */
  public interface Surroundings {
    /** Sends an agent its part of a round; nothing happens while it is not connected. */
    void invite(Round round, String agentId, String commandId);

    void withdraw(String agentId, String commandId, String why);

    /** A round has made a student. May be told twice. */
    void aggregated(Round round);
  }

  private final RoundConfig config;
  private final ControlLoop loop;
  private final Executor heavy;
  private final InstantSource clock;
  private final Journal journal;
  private final Surroundings surroundings;
  private final Averaging averaging;
  private final Machines<Round, RoundEvent, RoundEffect> machines;

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
      InstantSource clock,
      Journal journal,
      Surroundings surroundings) {
    this.config = config;
    this.loop = loop;
    this.heavy = heavy;
    this.clock = clock;
    this.journal = journal;
    this.surroundings = surroundings;
    this.averaging = new Averaging(blobs);
    this.machines = new Machines<>(RoundTable.TABLE, Round::id, store::put, this::perform);
    machines.load(store.all());
  }

  /** Goes on with what was under way. */
  public void resume(long verdictsSoFar) {
    verdictsAtLastRound = verdictsSoFar;
    machines.postAll(new RoundEvent.Restarted());
  }

  /** The command of an agent's part in a round. */
  public static String commandId(String roundId, String agentId) {
    return roundId + "/" + agentId;
  }

  /** Opens a round if one is due. */
  public void openIfDue(
      long verdicts, List<String> ready, boolean busy, Optional<Manifest> current) {
    long now = clock.millis();
    long last = machines.newest(1).stream().mapToLong(Round::startedMs).findFirst().orElse(0);
    Trigger trigger =
        new Trigger(verdicts - verdictsAtLastRound, ready.size(), now - last, busy || underWay());
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
      throw new IllegalStateException("no agent is online with enough verdicts to learn from");
    }
    Artifact training = current.training();
    if (training == null) {
      throw new IllegalStateException(
          current.id() + " has no training graph; register a version that has one");
    }
    long now = clock.millis();
    int number = machines.all().size() + 1;
    Round round =
        Round.opening(
            "r-" + number,
            now,
            now + config.deadline().toMillis(),
            current.id(),
            training,
            config.minAgents(),
            config.seed() + number - 1,
            agents);
    verdictsAtLastRound = verdicts;
    machines.create(round);
    journal.info("round", round.id() + " opened with " + String.join(", ", agents));
    machines.post(round.id(), new RoundEvent.Opened());
    return round;
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

  /** Why an update cannot be taken now; empty when it can, or was already. */
  public Optional<String> refusal(
      String roundId, String agentId, String updateId, String baseSha256) {
    Optional<Round> round = machines.find(roundId);
    if (round.isEmpty()) {
      return Optional.of("no such round");
    }
    Optional<Participant> participant = round.get().participant(agentId);
    if (participant.isEmpty()) {
      return Optional.of("not invited");
    }
    Contribution given = participant.get().update();
    if (given != null && given.updateId().equals(updateId)) {
      return Optional.empty();
    }
    if (given != null) {
      return Optional.of("another update was accepted");
    }
    if (round.get().phase() != Round.Phase.OPEN) {
      return Optional.of("round closed");
    }
    return round.get().training().sha256().equals(baseSha256)
        ? Optional.empty()
        : Optional.of("wrong base");
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
      machines.post(roundId, new RoundEvent.Updated(agentId, update, clock.millis()));
    }
    return refusal;
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
      surroundings.invite(round, invite.agentId(), commandId(round.id(), invite.agentId()));
    } else if (effect instanceof RoundEffect.Withdraw withdraw) {
      surroundings.withdraw(
          withdraw.agentId(), commandId(round.id(), withdraw.agentId()), withdraw.why());
    } else if (effect instanceof RoundEffect.Aggregate) {
      heavy.execute(() -> aggregate(round));
    } else if (effect instanceof RoundEffect.HandOn) {
      surroundings.aggregated(round);
    } else if (effect instanceof RoundEffect.Announce) {
      announce(round);
    }
  }

  private void aggregate(Round round) {
    RoundEvent outcome;
    try {
      Averaging.Outcome made = averaging.run(round);
      Artifact student = made.student();
      outcome =
          student == null
              ? new RoundEvent.AggregationFailed(made.note(), clock.millis())
              : new RoundEvent.Aggregated(student, made.note(), clock.millis());
    } catch (DetectorException | RegistryException | IOException | RuntimeException e) {
      outcome = new RoundEvent.AggregationFailed(String.valueOf(e.getMessage()), clock.millis());
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
          "round", round.id() + " aggregated " + round.updated().size() + " updates" + note);
    }
  }
}
