package io.vedette.cloud.round;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.MachineArchive;
import io.vedette.cloud.machine.MachineForm;
import io.vedette.cloud.machine.MachineHost;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Opens rounds, one at a time, and takes events to the one that they are about. For the control
 * loop only.
 */
public final class Rounds {

  /** Fetching, starting, uploading: parts of an agent's work that are no training steps. */
  private static final int OTHER_STEPS = 100;

  /** A message of a device is cut to so many characters. */
  private static final int MESSAGE = 200;

  /** So many agents are told by name. */
  private static final int NAMES = 5;

  static final MachineForm<Round, Participant, RoundEffect> FORM =
      new MachineForm<>(
          Round.class,
          Participant.class,
          RoundEffect.class,
          Round::id,
          Round::underWay,
          Round::rows,
          Round::with,
          RoundEffect::participant,
          LateUpdates.ROUNDS);

  private final RoundConfig config;
  private final String idPrefix;
  private final StudentReceiver students;
  private final ActiveTime time;
  private final EventFeed feed;
  private final StateMachines<Round, Participant, RoundEvent, RoundEffect> machines;

  private final NormHistory norms = new NormHistory();

  /** Rounds whose late updates the round that is open was freed of. */
  private Set<String> freedOf = Set.of();

  public Rounds(
      RoundConfig config,
      MachineHost host,
      RoundInvitations invitations,
      RoundAggregation aggregation,
      StudentReceiver students,
      ActiveTime time,
      EventFeed feed) {
    this.config = config;
    this.idPrefix = host.idPrefix();
    this.students = students;
    this.time = time;
    this.feed = feed;
    RoundWork work =
        new RoundWork(
            invitations, aggregation, this::strategyState, this::offerStudentOf, time, feed);
    machines = host.machines(RoundStateMachine.of(config), FORM, "rounds", work::perform);
  }

  /** Resumes what was under way. */
  public void resume() {
    machines.resume();
    remember();
    machines.postUnderWay(new RoundEvent.Restarted(time.now()));
  }

  /** The norms of the updates that are still in memory, oldest round first. */
  private void remember() {
    List<Round> oldestFirst = new ArrayList<>(machines.newest(LateUpdates.ROUNDS));
    Collections.reverse(oldestFirst);
    for (Round round : oldestFirst) {
      for (Participant participant : round.rows()) {
        Contribution update = participant.update();
        if (update != null) {
          norms.judge(round.id(), participant.agentId(), update.norm());
        }
      }
    }
  }

  static String commandId(String roundId, String agentId) {
    return roundId + "/" + agentId;
  }

  /**
   * Opens a round.
   *
   * @param why for people
   * @throws IllegalStateException when one is under way, no agent can take part, or the version
   *     cannot be trained further
   */
  Round open(List<String> agents, Manifest current, String why) {
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
    List<LateUpdate> late =
        LateUpdates.waiting(
            machines.newest(LateUpdates.ROUNDS), students.distilledRounds(), current.id());
    Round round =
        machines.create(
            number ->
                Round.opening(
                        idPrefix + "r-" + number,
                        time.now(),
                        current.id(),
                        training,
                        config.minAgents(),
                        config.seed() + number - 1,
                        agents,
                        late)
                    .because(why),
            new RoundEvent.Opened(time.now()));
    freedOf = Set.of();
    feed.info(
        Subject.of("round", round.id()),
        round.id() + " opened with " + several(agents) + including(late) + ": " + why);
    return round;
  }

  private static String including(List<LateUpdate> late) {
    return late.isEmpty()
        ? ""
        : "; counts late updates of "
            + several(late.stream().map(l -> l.agentId() + " (" + l.roundId() + ")").toList());
  }

  private static String several(List<String> names) {
    return names.size() <= NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMES)) + " and " + (names.size() - NAMES) + " more";
  }

  /** A second has passed. */
  public void tick() {
    machines.flush();
    machines.postUnderWay(new RoundEvent.Ticked(time.now()));
  }

  /** An agent is connected, for the first time or again. */
  public void connected(String agentId) {
    machines.postUnderWay(new RoundEvent.AgentConnected(agentId, time.now()));
  }

  /**
   * A person ends a round.
   *
   * @throws IllegalArgumentException when there is no such round
   * @throws IllegalStateException when it has ended
   */
  public Round cancel(String roundId, String why) {
    Round round =
        machines
            .find(roundId)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(roundId + ": no such round among the newest 100"));
    if (!round.underWay()) {
      throw new IllegalStateException(roundId + " has ended already");
    }
    machines.post(roundId, new RoundEvent.Cancelled(why, time.now()));
    return machines.find(roundId).orElseThrow();
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
          machines.post(
              roundId, new RoundEvent.Declined(agentId, cut(report.message()), time.now()));
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
    return report.message().isEmpty() ? phase : phase + ": " + cut(report.message());
  }

  private static String cut(String message) {
    return message.length() <= MESSAGE ? message : message.substring(0, MESSAGE);
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
    if (round.rows().areLeftOut()) {
      return Optional.of("too old: " + LateUpdates.ROUNDS + " newer rounds were opened since");
    }
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
    Optional<String> refusal =
        refusal(roundId, agentId, update.updateId(), baseSha256)
            .or(
                () ->
                    isTaken(roundId, agentId)
                        ? Optional.empty()
                        : judged(roundId, agentId, update));
    if (refusal.isEmpty()) {
      boolean late = machines.find(roundId).filter(Round::underWay).isEmpty();
      machines.post(roundId, new RoundEvent.Updated(agentId, update, time.now()));
      if (late) {
        machines.find(roundId).ifPresent(round -> passOn(round, agentId, update));
      }
    }
    return refusal;
  }

  private boolean isTaken(String roundId, String agentId) {
    return machines
        .find(roundId)
        .flatMap(round -> round.participant(agentId))
        .filter(participant -> participant.update() != null)
        .isPresent();
  }

  private Optional<String> judged(String roundId, String agentId, Contribution update) {
    Optional<String> why = norms.judge(roundId, agentId, update.norm());
    why.ifPresent(text -> refused(roundId, agentId, text));
    return why;
  }

  /** An update was refused for what it holds. */
  public void refused(String roundId, String agentId, String why) {
    feed.warning(
        Subject.of("round", roundId), roundId + " refused an update of " + agentId + ": " + why);
  }

  /** It counts in the round that is open now; where none is, the next takes it over. */
  private void passOn(Round round, String agentId, Contribution update) {
    LateUpdate late = new LateUpdate(round.id(), agentId, round.base(), round.training(), update);
    machines.underWay().stream()
        .filter(r -> r.phase() == Round.Phase.OPEN && LateUpdate.counts(late.base(), r.base()))
        .findFirst()
        .ifPresent(r -> machines.post(r.id(), new RoundEvent.LateUpdated(late, time.now())));
  }

  private Optional<Round> newestStudent() {
    return machines.newest(Integer.MAX_VALUE).stream()
        .filter(r -> r.phase() == Round.Phase.AGGREGATED)
        .findFirst();
  }

  private @Nullable Artifact strategyState() {
    AggregateRecord how = newestStudent().map(Round::record).orElse(null);
    return how == null ? null : how.state();
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
    Set<String> distilled = students.distilledRounds();
    for (Round round : machines.underWay()) {
      if (round.phase() == Round.Phase.OPEN && !distilled.equals(freedOf)) {
        Set<String> used = LateUpdates.used(machines.newest(LateUpdates.ROUNDS), distilled);
        List<String> here =
            round.in(Participant.Group::carried, Integer.MAX_VALUE).stream()
                .flatMap(agent -> Optional.ofNullable(agent.carried()).stream())
                .map(late -> late.update().updateId())
                .filter(used::contains)
                .limit(RoundStateMachine.BATCH)
                .toList();
        if (here.isEmpty()) {
          freedOf = distilled;
        } else {
          machines.post(round.id(), new RoundEvent.LateUsed(new HashSet<>(here), time.now()));
        }
      }
    }
  }

  public boolean underWay() {
    return !machines.underWay().isEmpty();
  }

  /** How many there ever were. */
  public long total() {
    return machines.total();
  }

  /** Newest first, at most 100; participants of older ones are left out. */
  public List<Round> newest(int limit) {
    return machines.newest(limit);
  }

  /** All rounds that there ever were, with their rows. For any thread but the control loop. */
  public MachineArchive<Round> archive() {
    return machines.archive();
  }

  /** Decides nothing more; completes when everything that was done so far is durable. */
  public CompletableFuture<Void> close() {
    return machines.close();
  }

  /** Whether a round is among the newest. */
  public boolean has(String roundId) {
    return machines.find(roundId).isPresent();
  }

  /** Completes when everything that was done so far is durable. */
  public CompletableFuture<Void> durable() {
    return machines.durable();
  }
}
