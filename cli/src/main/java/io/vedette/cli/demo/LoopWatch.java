package io.vedette.cli.demo;

import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.Overview;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the loop again and again, and tells what is new and what is under way. */
final class LoopWatch {

  /** Where there is no sign of a role for so long, that is told. */
  private static final Duration SLOW_START = Duration.ofSeconds(120);

  private final DemoCoordinatorView centre;
  private final Supervisor supervisor;
  private final HeldOutJudge judge;
  private final DemoOutput output;
  private final Instant start;
  private final @Nullable Duration duration;
  private final Activities activities = new Activities();
  private final RestartingCounters tally = new RestartingCounters();
  private final Map<String, Instant> startingSince = new HashMap<>();
  private Set<Event> told = new HashSet<>();
  private Overview last = Overview.getDefaultInstance();
  private @Nullable Instant changeAt;
  private String dashboard = "";

  /**
   * @param start of the demo
   * @param duration from then on; null: until it is interrupted
   */
  LoopWatch(
      DemoCoordinatorView centre,
      Supervisor supervisor,
      HeldOutJudge judge,
      DemoOutput output,
      Instant start,
      @Nullable Duration duration) {
    this.centre = centre;
    this.supervisor = supervisor;
    this.judge = judge;
    this.output = output;
    this.start = start;
    this.duration = duration;
  }

  /** Where the pages are, for the person at the terminal. */
  void dashboardAt(String address) {
    dashboard = address;
  }

  /** When the conditions change. */
  void changeAt(Instant moment) {
    changeAt = moment;
  }

  boolean isTimeUp() {
    return duration != null && !Instant.now().isBefore(start.plus(duration));
  }

  /** The last overview; an empty one before the coordinator answered. */
  Overview last() {
    return last;
  }

  /** Frames answered by all students. */
  long frames() {
    return tally.frames();
  }

  /** Asks the coordinator, and tells what came of it. */
  void look() {
    tellOfChange();
    List<Activity> now = new ArrayList<>(starting());
    centre.overview().ifPresent(this::take);
    now.addAll(activities.of(last, tally.frames()));
    output.now(clock(), now);
  }

  /** Nothing is under way any more. */
  void clear() {
    output.now("", List.of());
  }

  private void take(Overview overview) {
    last = overview;
    tally.take(overview);
    List<Event> events = new ArrayList<>(overview.getEventsList());
    for (int i = events.size() - 1; i >= 0; i--) {
      if (!told.contains(events.get(i))) {
        tell(events.get(i));
      }
    }
    told = new HashSet<>(events);
    judge.look(overview);
  }

  private void tell(Event event) {
    LocalTime at =
        LocalTime.ofInstant(Instant.ofEpochMilli(event.getAtMs()), ZoneId.systemDefault());
    output.plain(
        LineOutput.TIME_OF_DAY.format(at) + " " + event.getTopic() + ": " + event.getText());
  }

  private void tellOfChange() {
    if (changeAt != null && !Instant.now().isBefore(changeAt)) {
      changeAt = null;
      output.line(
          "the conditions change now: dim and uneven light, other boards, a blurred and noisy"
              + " camera; the student has never seen the like");
    }
  }

  private List<Activity> starting() {
    Set<String> names = supervisor.starting();
    startingSince.keySet().retainAll(names);
    for (String name : names) {
      Instant since = startingSince.computeIfAbsent(name, first -> Instant.now());
      if (!since.equals(Instant.MAX) && since.plus(SLOW_START).isBefore(Instant.now())) {
        startingSince.put(name, Instant.MAX);
        output.line(
            name
                + " is not ready after "
                + SLOW_START.toSeconds()
                + " s; the demo goes on without it (log: "
                + supervisor.log(name)
                + ")");
      }
    }
    String text = String.join(", ", names);
    return names.isEmpty() ? List.of() : List.of(new Activity("starting", text, text));
  }

  private String clock() {
    String passed = RemainingTime.clock(Duration.between(start, Instant.now()));
    return passed
        + (duration == null ? "" : " of " + RemainingTime.clock(duration))
        + "  "
        + dashboard
        + "  (Ctrl-C ends it)";
  }
}
