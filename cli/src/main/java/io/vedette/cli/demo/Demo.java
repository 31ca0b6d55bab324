package io.vedette.cli.demo;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole loop on this machine, as processes, watched through the same services as everyone uses.
 */
public final class Demo {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private static final Duration LOOK = Duration.ofSeconds(2);

  /** A rollout under way when the time is up may finish, but no longer than this. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  private static final List<String> ENDED = List.of("done", "rolled-back", "aborted", "paused");

  private final DemoOptions options;
  private final Path launcher;
  private final Consumer<String> say;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private Consumer<String> dashboard = address -> {};
  private long lastEvent;

  /**
   * @param launcher the vedette script
   * @param say tells the person at the terminal, a line at a time
   */
  public Demo(DemoOptions options, Path launcher, Consumer<String> say) {
    this.options = options;
    this.launcher = launcher;
    this.say = say;
  }

  /** Who is told the dashboard's address once it answers. */
  public void whenDashboardIsReady(Consumer<String> told) {
    dashboard = told;
  }

  /** Ends the demo early, as if its time were up. */
  public void interrupt() {
    interrupted.countDown();
  }

  /**
   * Runs the loop, then judges what came of it.
   *
   * @throws IOException when a process cannot be kept alive, in one line that names its log
   */
  public Report run() throws IOException, DetectorException {
    Files.createDirectories(options.folder());
    Instant start = Instant.now();
    Scenario scenario = Sources.scenario(options, start);
    Dataset heldOut = scenario.heldOut(options.folder());
    Cast cast = new Cast(options, scenario, Models.of(options, scenario));
    say.accept("files and logs: " + options.folder());
    try (Supervisor supervisor = new Supervisor(launcher, options.folder(), say);
        Centre centre = new Centre(cast.endpoint())) {
      for (Role role : cast.write()) {
        String ready = supervisor.start(role);
        say.accept(role.name() + " is ready: " + ready);
        if (role.name().equals(Cast.DASHBOARD)) {
          dashboard.accept(ready.substring(ready.lastIndexOf(' ') + 1));
        }
      }
      Tally tally = new Tally();
      watch(centre, supervisor, tally, start);
      Overview last = settle(centre, supervisor, tally);
      Judge judge = new Judge(options.folder());
      Map<Version, Path> versions = judge.fetch(last, centre);
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
      supervisor.close();
      if (heldOut != null) {
        say.accept(
            "judging "
                + versions.size()
                + " versions on "
                + heldOut.samples().size()
                + " held-out pictures");
      }
      List<Report.VersionLine> lines = judge.judge(versions, last, heldOut);
      return report(scenario, heldOut, last, tally, lines, seconds, supervisor.restarts());
    }
  }

  private void watch(Centre centre, Supervisor supervisor, Tally tally, Instant start)
      throws IOException {
    Instant end = options.duration() == null ? Instant.MAX : start.plus(options.duration());
    while (Instant.now().isBefore(end) && !pause(supervisor)) {
      centre.overview().ifPresent(overview -> look(overview, tally));
    }
  }

  /** Waits for the next look; true when the demo is to end. */
  private boolean pause(Supervisor supervisor) throws IOException {
    try {
      supervisor.failed().get(1, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      // Nothing has failed.
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      return true;
    }
    try {
      return interrupted.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void look(Overview overview, Tally tally) {
    tally.take(overview);
    List<Event> fresh = new ArrayList<>();
    for (Event event : overview.getEventsList()) {
      if (event.getAtMs() > lastEvent) {
        fresh.add(0, event);
      }
    }
    for (Event event : fresh) {
      lastEvent = event.getAtMs();
      LocalTime at =
          LocalTime.ofInstant(Instant.ofEpochMilli(event.getAtMs()), ZoneId.systemDefault());
      say.accept(CLOCK.format(at) + " " + event.getTopic() + ": " + event.getText());
    }
  }

  /** The last overview, once no rollout is under way and no verdict is owed. */
  private Overview settle(Centre centre, Supervisor supervisor, Tally tally) throws IOException {
    Instant end = Instant.now().plus(GRACE);
    Overview last = null;
    while (Instant.now().isBefore(end)) {
      Optional<Overview> overview = centre.overview();
      if (overview.isPresent()) {
        last = overview.get();
        look(last, tally);
        if (last.getRolloutsList().stream().map(Rollout::getState).allMatch(ENDED::contains)) {
          return last;
        }
      }
      if (pauseOnce(supervisor)) {
        break;
      }
    }
    if (last == null) {
      throw new IOException(
          "the coordinator no longer answers (log: " + options.folder().resolve("logs") + ")");
    }
    return last;
  }

  private boolean pauseOnce(Supervisor supervisor) {
    try {
      supervisor.failed().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | InterruptedException e) {
      return true;
    }
  }

  private Report report(
      Scenario scenario,
      @Nullable Dataset heldOut,
      Overview last,
      Tally tally,
      List<Report.VersionLine> versions,
      double seconds,
      Map<String, Integer> restarts)
      throws DetectorException {
    Summary summary = new Summary(last);
    Report.VersionLine before = versions.isEmpty() ? null : versions.get(0);
    Report.VersionLine after =
        versions.stream()
            .reduce(
                null,
                (best, line) -> best == null || line.devices() >= best.devices() ? line : best);
    return new Report(
        scenario.name(),
        seconds,
        options.agents(),
        tally.frames(),
        summary.sum(EscalationStatus::getEscalated),
        summary.sum(EscalationStatus::getAudits),
        last.getEscalations().getBytes(),
        last.getEscalations().getAnswered(),
        summary.rounds(),
        versions,
        summary.rollouts(),
        heldOut == null
            ? null
            : new Report.HeldOut(heldOut.name(), heldOut.samples().size(), heldOut.digest()),
        before,
        after,
        summary.lost(),
        summary.gapMax(),
        restarts);
  }
}
