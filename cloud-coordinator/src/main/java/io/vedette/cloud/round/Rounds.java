package io.vedette.cloud.round;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens rounds, one at a time, and performs what {@link RoundStateMachine} asks for. */
public final class Rounds {

  /** Fetching, starting, uploading: parts of an agent's work that are no training steps. */
  private static final int OTHER_STEPS = 100;

  private final RoundConfig config;
  private final RoundInvitations invitations;
  private final RoundAggregation aggregation;
  private final StudentReceiver students;
  private final ActiveTime time;
  private final EventFeed feed;
  private final StateMachines<Round, RoundEvent, RoundEffect> machines;

  public Rounds(
      RoundConfig config,
      RoundStore store,
      RoundInvitations invitations,
      RoundAggregation aggregation,
      StudentReceiver students,
      ActiveTime time,
      EventFeed feed) {
    this.config = config;
    this.invitations = invitations;
    this.aggregation = aggregation;
    this.students = students;
    this.time = time;
    this.feed = feed;
    this.machines =
        new StateMachines<>(RoundStateMachine.of(config), Round::id, store::put, this::perform);
    machines.load(store.all());
  }

  /** Resumes what was under way. */
  public void resume() {
    machines.postAll(new RoundEvent.Restarted(time.now()));
  }

  private static String commandId(String roundId, String agentId) {
    return roundId + "/" + agentId;
  }

  /**
   * Opens a round.
   *
   * @throws IllegalStateException when one is under way, no agent can take part, or the version
   *     cannot be trained further
   */
  Round open(List<String> agents, Manifest current) {
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
            machines.newest(Integer.MAX_VALUE), students.usedUpdates(), current.id());
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
    machines.create(round);
    feed.info("round", round.id() + " opened with " + String.join(", ", agents) + including(late));
    machines.post(round.id(), new RoundEvent.Opened(time.now()));
    return round;
  }

  private static String including(List<LateUpdate> late) {
    return late.isEmpty()
        ? ""
        : "; counts late updates of "
            + String.join(
                ", ", late.stream().map(l -> l.agentId() + " (" + l.roundId() + ")").toList());
  }

  /** Time has passed. */
  public void tick() {
    postUnderWay(new RoundEvent.Ticked(time.now()));
  }

  /** An agent is connected, for the first time or again. */
  public void connected(String agentId) {
    postUnderWay(new RoundEvent.AgentConnected(agentId, time.now()));
  }

  private void postUnderWay(RoundEvent event) {
    machines.all().stream()
        .filter(Round::underWay)
        .forEach(round -> machines.post(round.id(), event));
  }

  /**
   * Takes an agent's report.
   *
   * @return false when the command is no round's
   */
  public boolean reported(String agentId, CommandReport report) {
    int slash = report.commandId().indexOf('/');
    String roundId = slash < 0 ? report.commandId() : report.commandId().substring(0, slash);
    if (machines.find(roundId).isEmpty()
        || !report.commandId().equals(commandId(roundId, agentId))) {
      return false;
    }
    switch (report.phase()) {
      case DECLINED, FAILED ->
          machines.post(roundId, new RoundEvent.Declined(agentId, report.message(), time.now()));
      case DONE -> {
        // Its update was accepted, which the round knows already.
      }
      default ->
          machines.post(roundId, new RoundEvent.Training(agentId, message(report), time.now()));
    }
    return true;
  }

  private static String message(CommandReport report) {
    String phase = report.phase().name().toLowerCase(Locale.ROOT);
    return report.message().isEmpty() ? phase : phase + ": " + report.message();
  }

  /** An agent made progress in its part of a round. */
  public void progressed(String roundId, String agentId, long steps, long stepsTotal) {
    // No agent has more to do than its command asks for, whatever it reports.
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

  /** A late update counts in the next round, unless the fleet is too many versions ahead. */
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

  private Optional<Round> newestStudent() {
    return machines.newest(Integer.MAX_VALUE).stream()
        .filter(r -> r.phase() == Round.Phase.AGGREGATED)
        .findFirst();
  }

  /** Offers the newest student to distillation. */
  public void offerStudent() {
    newestStudent().ifPresent(students::offer);
  }

  private void offerStudentOf(Round round) {
    offerStudent();
    boolean newest = newestStudent().filter(r -> r.id().equals(round.id())).isPresent();
    if (newest && !students.took(round.id())) {
      feed.info(
          "distillation",
          "the student of " + round.id() + " waits; a newer one would take its place");
    }
  }

  /** Leaves out late updates that are part of a student that is distilled. */
  public void forgetUsed() {
    machines.all().stream()
        .filter(r -> r.phase() == Round.Phase.OPEN && !r.late().isEmpty())
        .forEach(
            r ->
                machines.post(r.id(), new RoundEvent.LateUsed(students.usedUpdates(), time.now())));
  }

  public boolean underWay() {
    return machines.all().stream().anyMatch(Round::underWay);
  }

  /** Newest first. */
  public List<Round> newest(int limit) {
    return machines.newest(limit);
  }

  private void perform(Round round, RoundEffect effect) {
    if (effect instanceof RoundEffect.Invite invite) {
      invitations.send(round, invite.agentId(), commandId(round.id(), invite.agentId()));
    } else if (effect instanceof RoundEffect.Aggregate) {
      aggregation.aggregate(round, outcome -> machines.post(round.id(), outcome));
    } else if (effect instanceof RoundEffect.OfferStudent) {
      offerStudentOf(round);
    } else if (effect instanceof RoundEffect.AnnounceEnd) {
      announceEnd(round);
    } else if (effect instanceof RoundEffect.Announce announce) {
      feed.info("round", round.id() + " " + announce.text());
    }
  }

  private void announceEnd(Round round) {
    if (round.phase() == Round.Phase.FAILED) {
      feed.warning("round", round.id() + " failed: " + round.why());
    } else {
      String note = round.why().isEmpty() ? "" : " (left out: " + round.why() + ")";
      feed.info(
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
