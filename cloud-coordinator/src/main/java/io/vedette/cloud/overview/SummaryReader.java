package io.vedette.cloud.overview;

import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.Device.State;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.cloud.loop.LoopStages;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.cloud.version.NamedVersion;
import io.vedette.cloud.version.VersionManagement;
import io.vedette.registry.manifest.VersionId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Collects what people see at a glance, from counts that are kept: nothing here walks over the
 * fleet. May be called on any thread but those of the control loops.
 */
public final class SummaryReader {

  private static final int TEACHERS = 20;
  private static final int EVENTS = 20;
  private static final long VERSIONS_FOR_MS = 1_000;

  private record Versions(
      long atMs,
      int total,
      Optional<NamedVersion> newest,
      Optional<NamedVersion> stable,
      Optional<NamedVersion> desired) {}

  private final ControlLoop loop;
  private final Fleet fleet;
  private final FrameAnswering answering;
  private final DeploymentLoops loops;
  private final VersionManagement versions;
  private final EventFeed feed;
  private Versions read = new Versions(0, 0, Optional.empty(), Optional.empty(), Optional.empty());

  public SummaryReader(
      ControlLoop loop,
      Fleet fleet,
      FrameAnswering answering,
      DeploymentLoops loops,
      VersionManagement versions,
      EventFeed feed) {
    this.loop = loop;
    this.fleet = fleet;
    this.answering = answering;
    this.loops = loops;
    this.versions = versions;
    this.feed = feed;
  }

  /**
   * The coordinator now.
   *
   * @param nowMs milliseconds since the epoch
   */
  public CoordinatorSummary read(long nowMs) throws Exception {
    List<TeacherStatus> teachers = answering.teachers().status();
    Versions known = versions(nowMs);
    CoordinatorSummary.Loop stagesNow = loop.ask(this::stages);
    return new CoordinatorSummary(
        nowMs,
        new CoordinatorSummary.Devices(
            fleet.count(State.ONLINE),
            fleet.count(State.AWAY),
            fleet.count(State.REVOKED),
            sum(loop -> loop.members().trainable()),
            sum(SummaryReader::otherVersion)),
        fleet.figures(),
        answering.escalations().totals(),
        feed.alarms(),
        teachers.size(),
        teachers.stream()
            .sorted(Comparator.comparing(TeacherStatus::workerId))
            .limit(TEACHERS)
            .toList(),
        stagesNow,
        loops.all().size(),
        known.total,
        known.newest,
        known.stable,
        known.desired,
        feed.newest(EVENTS));
  }

  /** Versions are read from disk: once a second is enough. */
  private synchronized Versions versions(long nowMs) throws Exception {
    // It is not there for a moment while it is changed.
    Optional<DeploymentLoop> usual = loops.find(DeploymentSpec.DEFAULT);
    if (usual.isPresent() && Math.abs(nowMs - read.atMs) > VERSIONS_FOR_MS) {
      List<NamedVersion> all = versions.newest(Integer.MAX_VALUE);
      FleetVersions first = usual.get().versions();
      read =
          new Versions(
              nowMs,
              all.size(),
              all.stream().findFirst(),
              find(all, first.stable()),
              find(all, first.desired()));
    }
    return read;
  }

  private static Optional<NamedVersion> find(List<NamedVersion> all, Optional<VersionId> wanted) {
    return all.stream().filter(v -> Optional.of(v.version().id()).equals(wanted)).findFirst();
  }

  /** Online devices whose student reports another version than it should run. */
  static int otherVersion(DeploymentLoop loop) {
    return loop.versions().desired().map(loop.members()::countWithout).orElse(0);
  }

  private int sum(ToIntFunction<DeploymentLoop> figure) {
    return loops.all().stream().mapToInt(figure).sum();
  }

  private CoordinatorSummary.Loop stages() {
    return new CoordinatorSummary.Loop(
        sum(loop -> Math.toIntExact(loop.stages().rounds().total())),
        newest(stages -> stages.rounds().newest(1), Round::startedMs),
        sum(loop -> Math.toIntExact(loop.stages().distillations().total())),
        newest(stages -> stages.distillations().newest(1), Distillation::startedMs),
        sum(loop -> Math.toIntExact(loop.stages().rollouts().total())),
        newest(stages -> stages.rollouts().newest(1), Rollout::startedMs));
  }

  private <T> Optional<T> newest(
      Function<LoopStages, List<T>> newest, ToLongFunction<T> startedMs) {
    return loops.all().stream()
        .flatMap(loop -> newest.apply(loop.stages()).stream())
        .max(Comparator.comparingLong(startedMs));
  }
}
