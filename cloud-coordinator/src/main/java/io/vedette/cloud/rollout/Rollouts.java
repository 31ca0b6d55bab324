package io.vedette.cloud.rollout;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.Members;
import io.vedette.cloud.health.FieldBlock;
import io.vedette.cloud.health.HealthAnalysis;
import io.vedette.cloud.health.HealthEvidence;
import io.vedette.cloud.health.field.FieldRecorder;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.MachineArchive;
import io.vedette.cloud.machine.MachineForm;
import io.vedette.cloud.machine.MachineHost;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Starts rollouts, one at a time, and takes events to the one that they are about. For the control
 * loop only.
 */
public final class Rollouts {

  /** The field is looked at so often, active time. */
  private static final long LOOK_MS = 5_000;

  /** A message of a device is cut to so many characters. */
  private static final int MESSAGE = 200;

  private static final String BACK = "/back";

  /** The pace of devices is that of so many newest rollouts. */
  private static final int PACE_OF = 5;

  static final MachineForm<Rollout, Member, RolloutEffect> FORM =
      new MachineForm<>(
          Rollout.class,
          Member.class,
          RolloutEffect.class,
          Rollout::id,
          Rollout::underWay,
          Rollout::members,
          Rollout::with,
          RolloutEffect::member,
          2);

  private final RolloutConfig config;
  private final FleetVersions versions;
  private final Members members;
  private final String idPrefix;
  private final ActiveTime time;
  private final EventFeed feed;
  private final FieldRecorder field;
  private final HealthAnalysis analysis;
  private final StateMachines<Rollout, Member, RolloutEvent, RolloutEffect> machines;

  /** Versions of the rollouts in memory: none is offered a second time. */
  private final Set<VersionId> known = new HashSet<>();

  private long lookedMs;

  /**
   * @param field what devices report of the field
   */
  public Rollouts(
      RolloutConfig config,
      MachineHost host,
      InstallCommands installs,
      FleetVersions versions,
      Members members,
      FieldRecorder field,
      ActiveTime time,
      EventFeed feed) {
    this.config = config;
    this.versions = versions;
    this.members = members;
    this.idPrefix = host.idPrefix();
    this.time = time;
    this.feed = feed;
    this.field = field;
    analysis = new HealthAnalysis(config.bake().frames(), config.bake().objects());
    RolloutWork work = new RolloutWork(installs, versions, host.background(), time, feed);
    machines = host.machines(RolloutStateMachine.of(config), FORM, "rollouts", work::perform);
    machines.newest(Integer.MAX_VALUE).forEach(rollout -> known.add(rollout.version()));
  }

  /** Resumes what was under way. */
  public void resume() {
    machines.resume();
    machines.postUnderWay(new RolloutEvent.Restarted(time.now()));
  }

  /** A version that passed its gates is rolled out, once, unless a rollout is under way. */
  public void offer(VersionId version) {
    if (!config.manual() && active().isEmpty() && !known.contains(version)) {
      start(version);
    }
  }

  /**
   * Starts a rollout to the devices that are online.
   *
   * @throws IllegalStateException when one is under way, or the version is of another model or has
   *     other labels
   */
  public Rollout start(VersionId version) {
    versions.requireSuccessor(version);
    Optional<Rollout> current = active();
    if (current.isPresent()) {
      throw new IllegalStateException(
          current.get().id() + " is under way; wait for its end, abort it or roll it back");
    }
    List<Member> devices =
        WavePlan.of(canaryFirst(members.online()), config.waves(), version.toString());
    VersionId previous = versions.desired().filter(fleet -> !fleet.equals(version)).orElse(null);
    Rollout rollout =
        machines.create(
            number ->
                Rollout.starting(
                    idPrefix + "o-" + number, version, previous, devices, time.now().wallMs()),
            new RolloutEvent.Started(time.now()));
    known.add(version);
    feed.info(Subject.of("rollout", rollout.id()), rollout.id() + " to " + version + " started");
    return rollout;
  }

  /**
   * What a rollout would do if it started now.
   *
   * @throws IllegalStateException when the version is of another model or has other labels
   */
  public RolloutPlan plan(VersionId version) {
    versions.requireSuccessor(version);
    List<Member> devices =
        WavePlan.of(canaryFirst(members.online()), config.waves(), version.toString());
    return RolloutPlan.of(
        version,
        versions.desired().filter(fleet -> !fleet.equals(version)).orElse(null),
        devices,
        config,
        InstallPace.of(machines.newest(PACE_OF)));
  }

  private List<String> canaryFirst(List<String> online) {
    List<String> ordered = new ArrayList<>(online);
    String canary = config.canary();
    if (canary != null && ordered.remove(canary)) {
      ordered.add(0, canary);
    }
    return ordered;
  }

  /**
   * Takes a person's request: to pause, resume, abort or roll back.
   *
   * @throws IllegalArgumentException when there is no such rollout
   * @throws IllegalStateException when it ended so long ago that its devices are left alone
   */
  public Rollout request(String rolloutId, RolloutEvent event) {
    Rollout rollout =
        machines
            .find(rolloutId)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        rolloutId + ": no such rollout among the newest 100"));
    if (rollout.members().areLeftOut()) {
      throw new IllegalStateException(
          rolloutId + " ended before newer ones; roll out the version that the fleet should run");
    }
    machines.post(rolloutId, event);
    return machines.find(rolloutId).orElseThrow();
  }

  /** Takes an event for the rollout under way, if there is one. */
  public void post(RolloutEvent event) {
    machines.postUnderWay(event);
  }

  /** A second has passed. */
  public void tick() {
    machines.flush();
    look(time.now());
    machines.postUnderWay(new RolloutEvent.Ticked(time.now()));
  }

  /** Looks at what devices do with the version of the newest rollout, where that is judged. */
  private void look(EventTime now) {
    if (config.bake().judges() && Math.abs(now.activeMs() - lookedMs) >= LOOK_MS) {
      lookedMs = now.activeMs();
      active()
          .or(() -> machines.newest(1).stream().findFirst())
          .filter(rollout -> isWatched(rollout, now))
          .ifPresent(rollout -> machines.post(rollout.id(), judged(rollout, now)));
    }
  }

  private boolean isWatched(Rollout rollout, EventTime now) {
    return rollout.bakes()
        || rollout.phase() == Rollout.Phase.UNDECIDED
        || (rollout.phase() == Rollout.Phase.DONE
            && !rollout.members().areLeftOut()
            && now.wallMs() - rollout.endedMs() < config.bake().watch().toMillis()
            && versions.desired().filter(rollout.version()::equals).isPresent());
  }

  private RolloutEvent judged(Rollout rollout, EventTime now) {
    Bake bake = rollout.bake();
    List<FieldBlock> stored = bake == null ? List.of() : bake.before();
    long sinceMs = bake == null ? rollout.startedMs() : bake.sinceMs();
    HealthEvidence evidence =
        field.evidence(
            members.deployment(),
            rollout.version(),
            agent -> rollout.member(agent).filter(Rollouts::hasMoved).isPresent(),
            stored,
            bake != null && bake.captured(),
            sinceMs);
    return new RolloutEvent.Judged(
        analysis.judge(evidence),
        evidence.before().equals(stored) ? List.of() : evidence.before(),
        now);
  }

  private static boolean hasMoved(Member member) {
    return member.state() == Member.State.CONFIRMED;
  }

  /**
   * Takes a device's report. The command's id says which rollout it is about.
   *
   * @return false when the command is no rollout's
   */
  public boolean reported(String agentId, CommandReport report) {
    String command = report.commandId();
    int slash = command.indexOf('/');
    String rolloutId = slash < 0 ? command : command.substring(0, slash);
    boolean back = command.equals(commandId(rolloutId, agentId, true));
    if (machines.find(rolloutId).isEmpty()
        || !(back || command.equals(commandId(rolloutId, agentId, false)))) {
      return false;
    }
    machines.post(
        rolloutId,
        new RolloutEvent.Reported(
            agentId,
            back,
            state(report.phase()),
            cut(report.message()),
            report.swapGapMs(),
            time.now()));
    return true;
  }

  private static String cut(String message) {
    return message.length() <= MESSAGE ? message : message.substring(0, MESSAGE);
  }

  private static Member.State state(CommandReport.Phase phase) {
    return switch (phase) {
      case DOWNLOADING -> Member.State.DOWNLOADING;
      case SELF_TEST -> Member.State.SELF_TEST;
      case SWAPPED -> Member.State.SWAPPED;
      case CONFIRMED, DONE -> Member.State.CONFIRMED;
      case FAILED, DECLINED -> Member.State.FAILED;
      case ACCEPTED, TRAINING, UPLOADING -> Member.State.SENT;
    };
  }

  static String commandId(String rolloutId, String agentId, boolean back) {
    return rolloutId + "/" + agentId + (back ? BACK : "");
  }

  /** The rollout under way, or one that has ended and whose effects are not all performed yet. */
  public Optional<Rollout> active() {
    return machines.unsettled().stream().findFirst();
  }

  /** How many there ever were. */
  public long total() {
    return machines.total();
  }

  /** Newest first, at most 100; members of older ones are left out. */
  public List<Rollout> newest(int limit) {
    return machines.newest(limit);
  }

  /** All rollouts that there ever were, with their members. For any thread but the control loop. */
  public MachineArchive<Rollout> archive() {
    return machines.archive();
  }

  /** Decides nothing more; completes when everything that was done so far is durable. */
  public CompletableFuture<Void> close() {
    return machines.close();
  }

  /** Whether a rollout is among the newest. */
  public boolean has(String rolloutId) {
    return machines.find(rolloutId).isPresent();
  }

  /** Completes when everything that was done so far is durable. */
  public CompletableFuture<Void> durable() {
    return machines.durable();
  }
}
