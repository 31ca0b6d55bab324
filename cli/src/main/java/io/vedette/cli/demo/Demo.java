package io.vedette.cli.demo;

import io.vedette.cli.check.StartChecks;
import io.vedette.cli.coordinator.RunningDemo;
import io.vedette.cli.coordinator.RunningDemos;
import io.vedette.detector.DetectorException;
import io.vedette.proto.v1.EscalationStatus;
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
 * Runs the whole loop on this machine, as processes, and watches it through the public services.
 */
public final class Demo {

  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  /** Long, because a busy machine starts several JVMs. */
  private static final Duration STARTUP_LIMIT = Duration.ofMinutes(3);

  /** How long a rollout may still take when the time is up. */
  private static final Duration ROLLOUT_LIMIT = Duration.ofMinutes(3);

  /** How long versions may still be measured when the time is up. */
  private static final Duration MEASURING_LIMIT = Duration.ofMinutes(5);

  /** The same after an interruption. */
  private static final Duration SHORT_LIMIT = Duration.ofSeconds(30);

  private final DemoOptions options;
  private final Path launcher;
  private final DemoOutput output;
  private final CompletableFuture<Void> interrupted = new CompletableFuture<>();
  private Consumer<String> dashboard = address -> {};

  /**
   * @param launcher the vedette script
   * @param output to the terminal
   */
  public Demo(DemoOptions options, Path launcher, DemoOutput output) {
    this.options = options;
    this.launcher = launcher;
    this.output = output;
  }

  /** Registers who receives the dashboard's address once the dashboard is ready. */
  public void whenDashboardIsReady(Consumer<String> listener) {
    dashboard = listener;
  }

  /** Ends the demo early: it stops what it started and reports. */
  public void interrupt() {
    interrupted.complete(null);
  }

  /**
   * Runs the loop and measures its versions.
   *
   * @return what happened, also if a process could not be kept alive
   * @throws IOException when the demo cannot start; then no process was started and no folder made
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
    DemoRoles roles = new DemoRoles(options, folder, scenario, models);
    try (Supervisor supervisor = new Supervisor(launcher, folder, output);
        DemoCoordinatorView coordinator = new DemoCoordinatorView(roles.endpoint());
        HeldOutJudge judge =
            new HeldOutJudge(
                folder.resolve("versions"),
                () -> scenario.heldOut(folder),
                coordinator::fetch,
                output);
        Announcements announcements = new Announcements()) {
      LoopWatch watch =
          new LoopWatch(coordinator, supervisor, judge, output, start, options.duration());
      String failure = null;
      try {
        runLoop(roles, folder, scenario, supervisor, announcements, watch);
      } catch (IOException e) {
        failure = e.getMessage();
        output.line("the demo ends: " + failure);
      }
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
      boolean hurry = failure != null || interrupted.isDone();
      List<DemoReport.VersionLine> versions =
          judge.lines(watch.last(), hurry ? SHORT_LIMIT : MEASURING_LIMIT);
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

  private void runLoop(
      DemoRoles roles,
      Path folder,
      DemoScenario scenario,
      Supervisor supervisor,
      Announcements announcements,
      LoopWatch watch)
      throws IOException {
    Instant launched = Instant.now();
    List<String> first = await(supervisor, roles.first(), watch);
    if (first.isEmpty()) {
      return;
    }
    String ready = first.get(1);
    String address = ready.substring(ready.lastIndexOf(' ') + 1);
    announcements.announce(RunningDemo.ofThisProcess(roles.endpoint(), address, folder));
    watch.dashboardAt(address);
    dashboard.accept(address);
    // Agents will take about as long to start as these did.
    Instant shown = Instant.now().plus(Duration.between(launched, Instant.now()));
    supervisor.start(roles.workers());
    supervisor.start(roles.agents(shown));
    scenario.changeAfter().ifPresent(after -> watch.changeAt(shown.plus(after)));
    while (!watch.isTimeUp() && !pause(supervisor)) {
      watch.poll();
    }
    awaitRollouts(supervisor, watch);
  }

  /** Starts roles and waits until they are ready; empty when the demo is interrupted first. */
  private List<String> await(Supervisor supervisor, List<DemoRole> roles, LoopWatch watch)
      throws IOException {
    List<CompletableFuture<String>> ready = supervisor.start(roles);
    Instant end = Instant.now().plus(STARTUP_LIMIT);
    while (!ready.stream().allMatch(one -> one.isDone() && !one.isCompletedExceptionally())) {
      if (Instant.now().isAfter(end)) {
        Set<String> late = supervisor.starting();
        throw new IOException(
            String.join(", ", late)
                + ": not ready after "
                + STARTUP_LIMIT.toSeconds()
                + " s (log: "
                + late.stream().findFirst().map(supervisor::log).orElseThrow()
                + ")");
      }
      if (pause(supervisor)) {
        return List.of();
      }
      watch.poll();
    }
    return ready.stream().map(CompletableFuture::join).toList();
  }

  private static IOException asFailure(ExecutionException e) {
    Throwable cause = e.getCause();
    return new IOException(cause == null ? e.toString() : cause.getMessage(), e);
  }

  /** Waits until the next poll; true if the demo is to end. */
  private boolean pause(Supervisor supervisor) throws IOException {
    try {
      CompletableFuture.anyOf(supervisor.failed(), interrupted)
          .get(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
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

  /** Polls until no rollout is under way; an interruption ends the wait. */
  private void awaitRollouts(Supervisor supervisor, LoopWatch watch) throws IOException {
    Instant end = Instant.now().plus(ROLLOUT_LIMIT);
    watch.poll();
    while (watch.last().rollouts().stream().anyMatch(rollout -> !rollout.hasEndedMs())
        && Instant.now().isBefore(end)
        && !pause(supervisor)) {
      watch.poll();
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
    LoopState last = watch.last();
    ReportSummary summary = new ReportSummary(last);
    LearningOutcome outcome =
        LearningOutcome.of(last, versions, heldOut, options.timings().newVerdicts());
    return new DemoReport(
        scenario.name(),
        seconds,
        options.agents(),
        watch.frames(),
        summary.sum(EscalationStatus::getEscalated),
        summary.sum(EscalationStatus::getAudits),
        last.escalations().getBytes(),
        last.escalations().getAnswered(),
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

  /** Announces the demo to other commands while it runs. */
  private static final class Announcements implements AutoCloseable {
    private final List<RunningDemos.Announcement> open = new ArrayList<>();

    void announce(RunningDemo demo) throws IOException {
      open.add(RunningDemos.ofThisUser().announce(demo));
    }

    @Override
    public void close() {
      open.forEach(RunningDemos.Announcement::close);
    }
  }
}
