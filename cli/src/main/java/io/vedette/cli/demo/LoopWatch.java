package io.vedette.cli.demo;

import io.vedette.proto.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Polls the coordinator and prints what is new and what is under way. */
final class LoopWatch {

  /** A role that takes longer to start is reported. */
  private static final Duration SLOW_START = Duration.ofSeconds(120);

  private final DemoCoordinatorView coordinator;
  private final Supervisor supervisor;
  private final HeldOutJudge judge;
  private final DemoOutput output;
  private final Instant start;
  private final @Nullable Duration duration;
  private final Activities activities = new Activities();
  private final RestartingCounters counters = new RestartingCounters();
  private final Map<String, Instant> startingSince = new HashMap<>();

  /** The sequence number of the newest event that was printed. */
  private long shown;

  private LoopState last = LoopState.NONE;
  private @Nullable Instant changeAt;
  private String dashboard = "";

  /**
   * @param start of the demo
   * @param duration from then on; null: until it is interrupted
   */
  LoopWatch(
      DemoCoordinatorView coordinator,
      Supervisor supervisor,
      HeldOutJudge judge,
      DemoOutput output,
      Instant start,
      @Nullable Duration duration) {
    this.coordinator = coordinator;
    this.supervisor = supervisor;
    this.judge = judge;
    this.output = output;
    this.start = start;
    this.duration = duration;
  }

  /** Sets the dashboard's address, which the progress line shows. */
  void dashboardAt(String address) {
    dashboard = address;
  }

  /** Sets the time at which the conditions change. */
  void changeAt(Instant moment) {
    changeAt = moment;
  }

  boolean isTimeUp() {
    return duration != null && !Instant.now().isBefore(start.plus(duration));
  }

  /** The last state; an empty one before the coordinator answered. */
  LoopState last() {
    return last;
  }

  /** Frames answered by all students. */
  long frames() {
    return counters.frames();
  }

  /** Reads the coordinator's state and prints what is new. */
  void poll() {
    printChange();
    List<Activity> now = new ArrayList<>(starting());
    coordinator.state().ifPresent(this::take);
    now.addAll(activities.of(last, counters.frames()));
    output.now(clock(), now);
  }

  /** Clears the progress line. */
  void clear() {
    output.now("", List.of());
  }

  private void take(LoopState state) {
    last = state;
    counters.take(state);
    List<Event> events = state.events();
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).getSequence() > shown) {
        print(events.get(i));
        shown = events.get(i).getSequence();
      }
    }
    judge.onState(state);
  }

  private void print(Event event) {
    LocalTime at =
        LocalTime.ofInstant(Instant.ofEpochMilli(event.getAtMs()), ZoneId.systemDefault());
    output.plain(
        LineOutput.TIME_OF_DAY.format(at)
            + " "
            + event.getSubject().getTopic()
            + ": "
            + event.getText());
  }

  private void printChange() {
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
