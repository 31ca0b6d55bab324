package io.vedette.edge.show;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vedette.detector.evaluate.AccuracySequences.Estimate;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.event.EventStatus;
import io.vedette.edge.outbox.OutboxStatus;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.PipelineStatus;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.AgentStatus.StudentEntry;
import io.vedette.edge.status.CloudStatus;
import io.vedette.wire.operations.HistogramBuckets;
import io.vedette.wire.operations.RoleMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of an agent. Frames are counted while they are answered; all else is read from the
 * agent's status when somebody scrapes. A figure is a row of the tables below.
 */
public final class AgentMetrics implements AutoCloseable {

  /** What the figures are read from. */
  private record Read(AgentStatus agent, CloudStatus cloud) {}

  /** The meters of one camera's frames. */
  private record Frames(Timer latency, Counter detections) {}

  /** A meter with its rows. */
  private record Rows(MultiGauge gauge, Function<AgentStatus, List<Row<?>>> of) {}

  private final RoleMetrics role = new RoleMetrics("agent");
  private final MeterRegistry registry = role.registry();
  private final Map<String, Frames> frames = new ConcurrentHashMap<>();
  private final List<Rows> rows = new ArrayList<>();

  /** As the agent was at the latest scrape. */
  private volatile @Nullable Read read;

  /** Shows an agent's status from now on. */
  void show(Supplier<AgentStatus> status, Supplier<CloudStatus> cloud) {
    Read now = new Read(status.get(), cloud.get());
    read = now;
    role.beforeScrape(
        () -> {
          Read latest = new Read(status.get(), cloud.get());
          read = latest;
          rows.forEach(each -> each.gauge.register(each.of.apply(latest.agent), true));
        });
    for (int i = 0; i < now.agent.cameras().size(); i++) {
      camera(i, now.agent.cameras().get(i).camera().id());
    }
    escalation();
    cloud();
    events();
    accuracy();
    students();
  }

  private Read read() {
    return Objects.requireNonNull(read, "no status is shown yet");
  }

  /** Counts an answered frame, on its frame loop. */
  public void onResult(FrameResult result) {
    Frames of = frames.computeIfAbsent(result.frame().cameraId(), this::frames);
    if (result.latencyMillis() > 0) {
      of.latency.record((long) (result.latencyMillis() * 1e6), TimeUnit.NANOSECONDS);
    }
    of.detections.increment(result.detections().shown().size());
  }

  /** All meters as Prometheus text. */
  String text() {
    return role.text();
  }

  private Frames frames(String camera) {
    return new Frames(
        Timer.builder("vedette.camera.latency")
            .description(
                "From a picture to its detections, of frames that the motion gate let through.")
            .tag("camera", camera)
            .serviceLevelObjectives(HistogramBuckets.work())
            .register(registry),
        Counter.builder("vedette.camera.detections")
            .description("Objects that the student detected.")
            .tag("camera", camera)
            .register(registry));
  }

  private void camera(int place, String id) {
    Camera camera = new Camera(place, Tags.of("camera", id));
    camera.total("frames", "Frames answered.", PipelineStatus::frames);
    camera.total(
        "still", "Frames answered by the motion gate without an inference.", PipelineStatus::still);
    camera.total("errors", "Faults that the frame loop survived.", PipelineStatus::errors);
    camera.total("dropped", "Frames that were too old.", of -> of.camera().counts().dropped());
    camera.total("corrupt", "Frames that were damaged.", of -> of.camera().counts().corrupt());
    camera.total("reconnects", "Times opened again.", of -> of.camera().counts().reconnects());
    camera.gauge("up", "1 while it streams.", of -> of.camera().state().isWell() ? 1 : 0);
    camera.gauge(
        "frame.age.seconds",
        "Age of its newest frame.",
        of -> of.camera().age().toMillis() / 1_000.0);
    camera.gauge(
        "hung.readers", "Readers that hang in a driver.", of -> of.camera().counts().hung());
    camera.gauge(
        "damaged", "1 while damaged frames are answered.", of -> of.camera().damaged() ? 1 : 0);
    camera.gauge("moving", "1 while the camera itself moves.", of -> of.motion().moving() ? 1 : 0);
    camera.gauge(
        "areas.unplaced",
        "1 while masks and zones cannot be placed in the picture.",
        of -> of.motion().problem().isEmpty() ? 0 : 1);
    camera.total(
        "withheld",
        "Frames neither escalated nor recorded, because masks could not be placed.",
        of -> of.motion().withheld());
    camera.gauge(
        "inference.seconds",
        "For how long the student has been at the current frame.",
        of -> of.inferenceMillis() / 1_000);
    camera.gauge("fps", "Frames answered per second, of the last 10 s.", of -> of.times().fps());
    camera.gauge(
        "swap.gap.seconds",
        "Longest time between two answered frames in the last swap of models.",
        of -> of.times().swapGapMillis() / 1_000);
    Gauge.builder(
            "vedette.camera.without.deployment",
            this,
            of -> of.read().agent.assignment().unassigned().contains(id) ? 1 : 0)
        .description("1 while no deployment names the camera.")
        .tags(camera.tags)
        .register(registry);
  }

  /** The figures of one camera. */
  private final class Camera {
    private final int place;
    private final Tags tags;

    Camera(int place, Tags tags) {
      this.place = place;
      this.tags = tags;
    }

    /** Reads a figure of it. Meters hold what they read weakly, so they read the agent's. */
    private ToDoubleFunction<AgentMetrics> read(ToDoubleFunction<PipelineStatus> figure) {
      int at = place;
      return of -> figure.applyAsDouble(of.read().agent.cameras().get(at));
    }

    void total(String name, String what, ToDoubleFunction<PipelineStatus> figure) {
      FunctionCounter.builder("vedette.camera." + name, AgentMetrics.this, read(figure))
          .description(what)
          .tags(tags)
          .register(registry);
    }

    void gauge(String name, String what, ToDoubleFunction<PipelineStatus> figure) {
      Gauge.builder("vedette.camera." + name, AgentMetrics.this, read(figure))
          .description(what)
          .tags(tags)
          .register(registry);
    }
  }

  private void escalation() {
    total("escalated", "Frames for the teacher.", of -> outbox(of).counts().escalated());
    total("audits", "Of these, chosen at random.", of -> outbox(of).counts().audits());
    total("verdicts", "Frames with a verdict.", of -> outbox(of).counts().verdicts());
    total("rejected", "Frames that the coordinator refused.", of -> outbox(of).counts().rejected());
    total("evicted", "Frames that a full outbox lost.", of -> outbox(of).counts().evicted());
    total("outbox.torn", "Frames that a crash tore.", of -> outbox(of).counts().torn());
    gauge("outbox.frames", "Frames that wait.", of -> outbox(of).waitingFrames());
    gauge("outbox.bytes", "Bytes that wait.", of -> outbox(of).waitingBytes());
    total(
        "escalation.not.kept",
        "Frames that could not be written.",
        of -> of.agent.escalation().escalator().notKept());
  }

  private static OutboxStatus outbox(Read of) {
    return of.agent.escalation().outbox();
  }

  private void cloud() {
    gauge("cloud.connected", "1 while connected.", of -> of.cloud.isConnected() ? 1 : 0);
    gauge("breaker.open", "1 while no frames are sent.", of -> of.cloud.breaker().isOpen() ? 1 : 0);
    total("breaker.opened", "Times that it opened.", of -> of.cloud.breaker().opened());
    total("unanswered", "Frames without a verdict in time.", of -> of.cloud.breaker().unanswered());
  }

  private void events() {
    if (read().agent.events() == null) {
      return;
    }
    total("events", "Events written.", of -> events(of).written());
    total("events.not.kept", "Events that could not be kept.", of -> events(of).notKept());
    gauge("events.bytes", "Bytes of events on disk.", of -> events(of).bytesOnDisk());
  }

  private static EventStatus events(Read of) {
    EventStatus events = of.agent.events();
    return events == null ? new EventStatus(0, 0, 0) : events;
  }

  /** Recall, precision and F1 of a version on a camera, with intervals that hold at all times. */
  private void accuracy() {
    rows(
        "audited.frames",
        "Audits of a model on a camera.",
        status -> each(status, row -> List.of(Row.of(model(row), row.audits()))));
    estimate("recall", FieldAccuracy.Row::recall);
    estimate("precision", FieldAccuracy.Row::precision);
    estimate("f1", FieldAccuracy.Row::f1);
  }

  private void estimate(String name, Function<FieldAccuracy.Row, Estimate> of) {
    rows(
        "audited." + name,
        "Field " + name + " by audits, 0 to 1, with its interval.",
        status ->
            each(
                status,
                row -> {
                  Estimate estimate = of.apply(row);
                  Tags tags = model(row);
                  return List.of(
                      Row.of(tags.and("bound", "estimate"), estimate.value()),
                      Row.of(tags.and("bound", "low"), estimate.low()),
                      Row.of(tags.and("bound", "high"), estimate.high()));
                }));
  }

  private static List<Row<?>> each(
      AgentStatus status, Function<FieldAccuracy.Row, List<Row<?>>> rows) {
    return status.escalation().escalator().accuracy().stream()
        .flatMap(row -> rows.apply(row).stream())
        .<Row<?>>map(row -> row)
        .toList();
  }

  private static Tags model(FieldAccuracy.Row row) {
    return Tags.of("camera", row.cameraId(), "model", row.modelDigest());
  }

  private void students() {
    rows(
        "replay.examples",
        "Frames with verdicts, ready for local training.",
        status -> of(status, student -> List.of(Row.of(deployment(student), student.examples()))));
    rows(
        "student.dropped.answers",
        "Answers of the student that were no boxes.",
        status ->
            of(status, student -> List.of(Row.of(deployment(student), student.droppedAnswers()))));
    rows(
        "student.info",
        "1, with the student's version and what it runs on.",
        status ->
            of(
                status,
                student ->
                    student.runsOn().stream()
                        .<Row<?>>map(
                            runsOn ->
                                Row.of(
                                    deployment(student)
                                        .and("runs_on", runsOn)
                                        .and("version", student.installed().words()),
                                    1))
                        .toList()));
  }

  private static List<Row<?>> of(AgentStatus status, Function<StudentEntry, List<Row<?>>> rows) {
    return status.students().stream()
        .flatMap(student -> rows.apply(student).stream())
        .<Row<?>>map(row -> row)
        .toList();
  }

  private static Tags deployment(StudentEntry student) {
    return Tags.of("deployment", student.deployment());
  }

  private void rows(String name, String what, Function<AgentStatus, List<Row<?>>> of) {
    rows.add(
        new Rows(MultiGauge.builder("vedette." + name).description(what).register(registry), of));
  }

  private void total(String name, String what, ToDoubleFunction<Read> figure) {
    FunctionCounter.builder("vedette." + name, this, of -> figure.applyAsDouble(of.read()))
        .description(what)
        .register(registry);
  }

  private void gauge(String name, String what, ToDoubleFunction<Read> figure) {
    Gauge.builder("vedette." + name, this, of -> figure.applyAsDouble(of.read()))
        .description(what)
        .register(registry);
  }

  @Override
  public void close() {
    role.close();
  }
}
