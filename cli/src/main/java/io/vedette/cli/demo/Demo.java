package io.vedette.cli.demo;

import io.vedette.cli.check.StartChecks;
import io.vedette.cli.coordinator.RunningDemo;
import io.vedette.cli.coordinator.RunningDemos;
import io.vedette.detector.DetectorException;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.Rollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole loop on this machine, as processes, watched through the same services as everyone uses.
 */
public final class Demo {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Generous: a busy machine starts several JVMs. */
  private static final Duration STARTUP = Duration.ofMinutes(3);

  /** A rollout under way when the time is up may finish, but no longer than this. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  /** Versions that are being measured when the time is up are waited for. */
  private static final Duration MEASURING = Duration.ofMinutes(5);

  /** Who interrupts the demo waits for its report, but not for long. */
  private static final Duration SHORT = Duration.ofSeconds(30);

  private static final List<String> ENDED = List.of("done", "rolled-back", "aborted", "paused");

  private final DemoOptions options;
  private final Path launcher;
  private final DemoOutput output;
  private final CompletableFuture<Void> interrupted = new CompletableFuture<>();
  private Consumer<String> dashboard = address -> {};

  /**
   * @param launcher the vedette script
   * @param output tells the person at the terminal
   */
  public Demo(DemoOptions options, Path launcher, DemoOutput output) {
    this.options = options;
    this.launcher = launcher;
    this.output = output;
  }

  /** Who is told the dashboard's address once it has something to show. */
  public void whenDashboardIsReady(Consumer<String> told) {
    dashboard = told;
  }

  /** Ends the demo early: it stops what it started and reports. */
  public void interrupt() {
    interrupted.complete(null);
  }

  /**
   * Runs the loop, and judges what comes of it.
   *
   * @return what happened, also where a process could not be kept alive
   * @throws IOException when it cannot begin: nothing was started then, and no folder made
   * @throws DetectorException likewise
   */
  public DemoReport run() throws IOException, DetectorException {
    Instant start = Instant.now();
    check();
    DemoScenario scenario = SourceRecognition.scenario(options);
    DemoModels models = DemoModels.of(options, scenario);
    if (!Files.isExecutable(launcher)) {
      throw new IOException(launcher + ": not there; start the demo with the vedette script");
    }
    Path folder = folder();
    output.line("files and logs: " + folder);
    DemoRoles cast = new DemoRoles(options, folder, scenario, models);
    try (Supervisor supervisor = new Supervisor(launcher, folder, output);
        DemoCoordinatorView centre = new DemoCoordinatorView(cast.endpoint());
        HeldOutJudge judge =
            new HeldOutJudge(
                folder.resolve("versions"), () -> scenario.heldOut(folder), centre::fetch, output);
        Announcing announcing = new Announcing()) {
      LoopWatch watch = new LoopWatch(centre, supervisor, judge, output, start, options.duration());
      String failure = null;
      try {
        play(cast, folder, scenario, supervisor, announcing, watch);
      } catch (IOException e) {
        failure = e.getMessage();
        output.line("the demo ends: " + failure);
      }
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
      boolean brief = failure != null || interrupted.isDone();
      List<DemoReport.VersionLine> versions = judge.lines(watch.last(), brief ? SHORT : MEASURING);
      supervisor.close();
      watch.clear();
      return report(scenario, judge.heldOut(), watch, versions, seconds, supervisor, failure);
    }
  }

  private void check() throws IOException {
    StartChecks checks = new StartChecks(null);
    checks.port("--port", "127.0.0.1", options.port());
    if (options.folder() != null) {
      checks.folder("--directory", options.folder());
    }
  }

  private Path folder() throws IOException {
    return options.folder() == null
        ? Files.createTempDirectory("vedette-demo-")
        : Files.createDirectories(options.folder());
  }

  private void play(
      DemoRoles cast,
      Path folder,
      DemoScenario scenario,
      Supervisor supervisor,
      Announcing announcing,
      LoopWatch watch)
      throws IOException {
    Instant launched = Instant.now();
    List<String> first = await(supervisor, cast.first(), watch);
    if (first.isEmpty()) {
      return;
    }
    String words = first.get(1);
    String address = words.substring(words.lastIndexOf(' ') + 1);
    announcing.announce(RunningDemo.ofThisProcess(cast.endpoint(), address, folder));
    watch.dashboardAt(address);
    dashboard.accept(address);
    // Agents will take about as long to start as these did.
    Instant shown = Instant.now().plus(Duration.between(launched, Instant.now()));
    supervisor.start(cast.workers());
    supervisor.start(cast.agents(shown));
    scenario.changeAfter().ifPresent(after -> watch.changeAt(shown.plus(after)));
    while (!watch.isTimeUp() && !pause(supervisor)) {
      watch.look();
    }
    settle(supervisor, watch);
  }

  /** Starts roles and waits until they are ready; empty when the demo is interrupted first. */
  private List<String> await(Supervisor supervisor, List<Role> roles, LoopWatch watch)
      throws IOException {
    List<CompletableFuture<String>> ready = supervisor.start(roles);
    Instant end = Instant.now().plus(STARTUP);
    while (!ready.stream().allMatch(one -> one.isDone() && !one.isCompletedExceptionally())) {
      if (Instant.now().isAfter(end)) {
        Set<String> late = supervisor.starting();
        throw new IOException(
            String.join(", ", late)
                + ": not ready after "
                + STARTUP.toSeconds()
                + " s (log: "
                + late.stream().findFirst().map(supervisor::log).orElseThrow()
                + ")");
      }
      if (pause(supervisor)) {
        return List.of();
      }
      watch.look();
    }
    return ready.stream().map(CompletableFuture::join).toList();
  }

  private static IOException asFailure(ExecutionException e) {
    Throwable cause = e.getCause();
    return new IOException(cause == null ? e.toString() : cause.getMessage(), e);
  }

  /** Waits for the next look; true when the demo is to end. */
  private boolean pause(Supervisor supervisor) throws IOException {
    try {
      CompletableFuture.anyOf(supervisor.failed(), interrupted)
          .get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw asFailure(e);
    } catch (InterruptedException e) {
      interrupt();
      return true;
    }
  }

  /** A last look, once no rollout is under way; who interrupts the demo does not wait for that. */
  private void settle(Supervisor supervisor, LoopWatch watch) throws IOException {
    Instant end = Instant.now().plus(GRACE);
    watch.look();
    while (watch.last().getRolloutsList().stream()
            .map(Rollout::getState)
            .anyMatch(state -> !ENDED.contains(state))
        && Instant.now().isBefore(end)
        && !pause(supervisor)) {
      watch.look();
    }
  }

  private DemoReport report(
      DemoScenario scenario,
      DemoReport.@Nullable HeldOut heldOut,
      LoopWatch watch,
      List<DemoReport.VersionLine> versions,
      double seconds,
      Supervisor supervisor,
      @Nullable String failure) {
    Overview last = watch.last();
    ReportSummary summary = new ReportSummary(last);
    LearningOutcome outcome =
        LearningOutcome.of(last, versions, heldOut, options.tempo().newVerdicts());
    return new DemoReport(
        scenario.name(),
        seconds,
        options.agents(),
        watch.frames(),
        summary.sum(EscalationStatus::getEscalated),
        summary.sum(EscalationStatus::getAudits),
        last.getEscalations().getBytes(),
        last.getEscalations().getAnswered(),
        summary.rounds(),
        versions,
        summary.rollouts(),
        heldOut,
        versions.isEmpty() ? null : versions.get(0),
        versions.isEmpty() ? null : LearningOutcome.inTheField(versions),
        summary.waiting(),
        summary.lost(),
        summary.gapMax(),
        supervisor.restarts(),
        outcome.learnt(),
        outcome.sentence(),
        failure);
  }

  /** Tells other commands of the demo while it runs. */
  private static final class Announcing implements AutoCloseable {
    private final List<RunningDemos.Announcement> told = new ArrayList<>();

    void announce(RunningDemo demo) throws IOException {
      told.add(RunningDemos.ofThisUser().announce(demo));
    }

    @Override
    public void close() {
      told.forEach(RunningDemos.Announcement::close);
    }
  }
}
