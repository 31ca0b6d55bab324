package io.vedette.cloud.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.teacher.TeacherStatus;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Shows the figures of the whole coordinator; a figure is a row of the tables below. */
final class CoordinatorGauges {

  private final MeterRegistry registry;
  private final CoordinatorParts parts;

  /** As they were at the latest scrape. */
  private volatile List<TeacherStatus> teachers = List.of();

  CoordinatorGauges(MeterRegistry registry, CoordinatorParts parts) {
    this.registry = registry;
    this.parts = parts;
    frames();
    lane();
    teachers();
    fleet();
    controllers();
    disk();
  }

  /** Shows other teachers. */
  void show(List<TeacherStatus> connected) {
    teachers = List.copyOf(connected);
  }

  private void frames() {
    gauge(
        "frames.waiting",
        "Accepted hard frames that wait for a teacher.",
        of -> of.escalations().totals().waiting());
    gauge(
        "frames.waiting.limit",
        "So many frames may wait for a teacher; others are refused.",
        CoordinatorParts::maxWaiting);
    gauge("frames.kept", "Hard frames that are kept.", of -> of.escalations().kept());
    gauge("alarms", "Alarms that stand now.", of -> of.feed().alarms().size());
  }

  private void lane() {
    gauge(
        "commit.queue.submissions",
        "Submissions that wait for the commit lane.",
        of -> of.lane().status().submissions());
    gauge(
        "commit.queue.submissions.limit",
        "So many submissions may wait; others are refused.",
        of -> of.lane().status().submissionsLimit());
    bytes(
        "commit.queue.picture",
        "Bytes of pictures that wait for the commit lane.",
        of -> of.lane().status().pictureBytes());
    bytes(
        "commit.queue.picture.limit",
        "So many bytes of pictures may wait; others are refused.",
        of -> of.lane().status().pictureBytesLimit());
  }

  private void teachers() {
    gauge("teachers.connected", "Teachers that are connected.", of -> teachers.size());
    gauge(
        "teachers.busy",
        "Teachers that have frames to answer.",
        of -> teachers.stream().filter(teacher -> teacher.underWay() > 0).count());
    gauge(
        "teachers.frames",
        "Frames that teachers have to answer.",
        of -> teachers.stream().mapToInt(TeacherStatus::underWay).sum());
  }

  private void fleet() {
    for (Device.State state : Device.State.values()) {
      Gauge.builder("vedette.devices", parts, of -> of.fleet().count(state))
          .description("Devices by state.")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    gauge(
        "cameras.streaming",
        "Cameras of online devices that give frames.",
        of -> of.fleet().figures().streaming());
    gauge(
        "outbox.frames",
        "Frames in the outboxes of all devices.",
        of -> of.fleet().figures().outboxFrames());
  }

  private void controllers() {
    parts
        .controllers()
        .forEach(
            (name, loop) ->
                Gauge.builder("vedette.controller.queue.tasks", loop, of -> of.waiting())
                    .description("Tasks that wait for a control loop.")
                    .tag("loop", name)
                    .register(registry));
  }

  private void disk() {
    bytes("disk.free", "Free room of the disk that has the data.", of -> of.room().freeBytes());
    bytes("disk.size", "Size of the disk that has the data.", of -> of.room().totalBytes());
    bytes(
        "disk.reserve",
        "With less free room than this, pictures are refused.",
        of -> of.room().reserveBytes());
    bytes("store.size", "Bytes of the store's files.", of -> of.node().storedBytes());
    FunctionCounter.builder("vedette.store.log", parts, of -> of.node().logBytes())
        .description("Bytes of the store's write-ahead log so far.")
        .baseUnit("bytes")
        .register(registry);
  }

  private void gauge(String name, String what, ToDoubleFunction<CoordinatorParts> figure) {
    builder(name, what, figure).register(registry);
  }

  private void bytes(String name, String what, ToDoubleFunction<CoordinatorParts> figure) {
    builder(name, what, figure).baseUnit("bytes").register(registry);
  }

  private Gauge.Builder<CoordinatorParts> builder(
      String name, String what, ToDoubleFunction<CoordinatorParts> figure) {
    return Gauge.builder("vedette." + name, parts, figure).description(what);
  }
}
