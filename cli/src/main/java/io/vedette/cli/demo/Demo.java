package io.vedette.cli.demo;

import io.vedette.cli.check.StartChecks;
import io.vedette.cli.coordinator.RunningDemo;
import io.vedette.cli.coordinator.RunningDemos;
import io.vedette.detector.DetectorException;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Role;
import io.vedette.wire.Endpoint;
import io.vedette.wire.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
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
  private final BiFunction<Endpoint, Path, DemoAccess> access;
  private Consumer<String> dashboard = address -> {};

  /**
   * @param launcher the vedette script
   * @param output to the terminal
   */
  public Demo(DemoOptions options, Path launcher, DemoOutput output) {
    this(options, launcher, output, DemoIdentities::new);
  }

  /**
   * @param access makes identities at a coordinator, in the demo's folder
   */
  Demo(
      DemoOptions options,
      Path launcher,
      DemoOutput output,
      BiFunction<Endpoint, Path, DemoAccess> access) {
    this.options = options;
    this.launcher = launcher;
    this.output = output;
    this.access = access;
  }

  /**
   * Registers who receives the address that opens the dashboard signed in, once the dashboard is
   * ready. It holds for ten minutes, once.
   */
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
        DemoAccess admin = access.apply(roles.endpoint(), folder);
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
        runLoop(roles, admin, folder, scenario, supervisor, announcements, watch);
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
    Path folder = options.folder();
    if (folder == null) {
      return Files.createTempDirectory("vedette-demo-");
    }
    if (!Files.exists(folder)) {
      PrivateFiles.folder(folder);
    }
    return folder;
  }

  private void runLoop(
      DemoRoles roles,
      DemoAccess admin,
      Path folder,
      DemoScenario scenario,
      Supervisor supervisor,
      Announcements announcements,
      LoopWatch watch)
      throws IOException {
    Instant launched = Instant.now();
    Map<String, Role> members = new LinkedHashMap<>(roles.members());
    Meanwhile keys =
        () -> {
          for (String member : members.keySet()) {
            admin.prepare(member);
          }
        };
    if (await(supervisor, roles.first(), watch, keys).isEmpty()) {
      return;
    }
    DemoRole pages = roles.dashboard();
    admin.enroll(Objects.requireNonNull(members.remove(pages.name())), pages.name());
    // The others get theirs while the dashboard starts.
    Optional<String> ready =
        await(
            supervisor,
            pages,
            watch,
            () -> {
              for (Map.Entry<String, Role> member : members.entrySet()) {
                admin.enroll(member.getValue(), member.getKey());
              }
            });
    if (ready.isEmpty()) {
      return;
    }
    String address = ready.get().substring(ready.get().lastIndexOf(' ') + 1);
    announcements.announce(RunningDemo.ofThisProcess(roles.endpoint(), address, folder));
    watch.dashboardAt(address);
    String signedIn = address + admin.signInPath();
    output.line("open " + signedIn);
    output.line(
        "this address signs you in once, within ten minutes; 'vedette sign-in --link' makes another");
    dashboard.accept(signedIn);
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

  /** What the demo does while a process starts. */
  private interface Meanwhile {
    void run() throws IOException;
  }

  /** Starts a role and waits until it is ready; empty when the demo is interrupted first. */
  private Optional<String> await(
      Supervisor supervisor, DemoRole role, LoopWatch watch, Meanwhile meanwhile)
      throws IOException {
    CompletableFuture<String> ready = supervisor.start(List.of(role)).get(0);
    meanwhile.run();
    Instant end = Instant.now().plus(STARTUP_LIMIT);
    while (!ready.isDone() || ready.isCompletedExceptionally()) {
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
      if (pause(supervisor, ready)) {
        return Optional.empty();
      }
      watch.poll();
    }
    return Optional.of(ready.join());
  }

  private static IOException asFailure(ExecutionException e) {
    Throwable cause = e.getCause();
    return new IOException(cause == null ? e.toString() : cause.getMessage(), e);
  }

  /** Waits until the next poll; true if the demo is to end. */
  private boolean pause(Supervisor supervisor) throws IOException {
    return pause(supervisor, new CompletableFuture<>());
  }

  /** The same, which ends early when something is done. */
  private boolean pause(Supervisor supervisor, CompletableFuture<String> done) throws IOException {
    try {
      CompletableFuture<Void> over = done.thenRun(() -> {});
      CompletableFuture.anyOf(supervisor.failed(), interrupted, over)
          .get(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      return supervisor.failed().isDone() || interrupted.isDone();
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
