package io.vedette.edge;

import io.vedette.detector.DetectorException;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.escalate.EscalationPolicy;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.event.DeliveredEvents;
import io.vedette.edge.event.EventLog;
import io.vedette.edge.link.AgentStatus;
import io.vedette.edge.link.AgentStatus.CameraVitals;
import io.vedette.edge.link.BreakerStatus;
import io.vedette.edge.link.InstalledModel;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.StudentDetector;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.show.ShowServer;
import io.vedette.edge.update.Slot;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sentry at work. Every part fails alone: a camera that is gone, a cloud that is dead or a
 * learner that was killed shows in {@link #vitals}, and the other parts go on.
 */
public final class Agent implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Agent.class);

  private final AgentConfig config;
  private final long startedNanos = System.nanoTime();
  private final List<AutoCloseable> parts = new ArrayList<>();
  private final Map<String, Pipeline> pipelines = new LinkedHashMap<>();
  private final StartTimes times = new StartTimes();
  private final AgentStores stores;
  private final Escalator escalator;
  private final VerdictHandler verdicts;
  private final @Nullable EventHandler events;
  private final CompletableFuture<String> firstAnswer = new CompletableFuture<>();
  private volatile CoordinatorLink cloud;

  private Agent(AgentConfig config) throws IOException, DetectorException {
    this.config = config;
    try {
      this.stores = opened(AgentStores.open(config));
      // Streams are opened while the model is read: a stream gives nothing before its next key
      // frame.
      Map<CameraConfig, Camera> cameras = new LinkedHashMap<>();
      config.cameras().forEach(camera -> cameras.put(camera, opened(Camera.start(camera))));
      Optional<Slot> crashed = stores.slots().strikeOffCrashed();
      InitialModel first = InitialModel.of(config, stores.slots());
      this.cloud = new OfflineLink(first.installed());
      this.escalator = opened(escalator());
      this.events = config.events().disabled() ? null : opened(eventDesk());
      for (Map.Entry<CameraConfig, Camera> camera : cameras.entrySet()) {
        watch(camera.getKey(), camera.getValue(), first.students());
      }
      times.studentsAreReady();
      this.verdicts = new VerdictHandler(stores.outbox(), stores.replay(), escalator, pipelines);
      Endpoint coordinator = config.coordinator();
      if (coordinator != null) {
        connect(coordinator, first.installed(), crashed);
      }
      if (config.httpPort() != 0) {
        AgentStatusView shown = new AgentStatusView(this, pipelines);
        opened(ShowServer.start(config.httpHost(), config.httpPort(), shown));
      }
    } catch (IOException | DetectorException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts an agent. Its cameras and its coordinator need not be there yet.
   *
   * @throws IOException in one line, when its folder or its port cannot be used
   * @throws DetectorException in one line, when its model cannot be used
   */
  public static Agent start(AgentConfig config) throws IOException, DetectorException {
    return new Agent(config);
  }

  private Escalator escalator() throws IOException {
    return new Escalator(
        new EscalationPolicy(config.escalation(), config.id()),
        config.escalation(),
        EscalationStateFiles.open(stores.data().resolve("escalation")),
        stores.outbox(),
        () -> cloud.outboxGrew());
  }

  private EventHandler eventDesk() throws IOException {
    return new EventHandler(
        EventLog.open(stores.data().resolve("events"), config.events()),
        DeliveredEvents.open(stores.data().resolve("events/told.state")),
        event -> cloud.happened(event));
  }

  private void watch(CameraConfig config, Camera camera, StudentDetectors students)
      throws DetectorException {
    config.view().check(config.id(), students.labels());
    if (events != null) {
      events.watch(config.id(), config.view());
    }
    StudentDetector student = students.open(config.tiles());
    pipelines.put(
        config.id(),
        opened(
            Pipeline.start(camera, config.view(), student, this.config.student(), this::answered)));
  }

  private void answered(FrameResult answer) {
    if (firstAnswer.complete(answer.frame().cameraId())) {
      log.info("{}", times.firstAnswer(answer.frame()));
    }
    escalator.consider(answer);
    if (events != null) {
      events.consider(answer);
    }
  }

  private void connect(Endpoint coordinator, InstalledModel now, Optional<Slot> crashed)
      throws IOException {
    OnlineLink connected =
        opened(
            new OnlineLink(
                coordinator,
                config,
                stores,
                pipelines,
                now,
                verdicts,
                this::vitals,
                this::delivered));
    crashed.ifPresent(connected::crashed);
    cloud = connected;
    // What happens from here on is told as it happens, and once, though it be among these.
    if (events != null) {
      events.untold().forEach(connected::happened);
    }
    connected.start();
  }

  private void delivered(List<String> ids) {
    if (events != null) {
      events.delivered(ids);
    }
  }

  /** Done once a frame of any camera has been answered, with that camera's id. */
  public CompletionStage<String> firstAnswer() {
    return firstAnswer.minimalCompletionStage();
  }

  /** How the agent is now. */
  public AgentStatus vitals() {
    Outbox outbox = stores.outbox();
    return new AgentStatus(
        Duration.ofNanos(System.nanoTime() - startedNanos),
        cloud.installed(),
        pipelines.values().stream().map(p -> new CameraVitals(p.camera(), p.status())).toList(),
        outbox.counts(),
        outbox.size(),
        outbox.bytesOnDisk(),
        escalator.budgetBitsPerSecond(),
        escalator.share(),
        verdicts.differences(),
        stores.replay().size(),
        cloud.learning());
  }

  /** "connected", "alone", or why there is no connection. */
  public String cloudState() {
    return cloud.state();
  }

  /** How the breaker before the cloud stands. */
  public BreakerStatus breaker() {
    return cloud.breaker();
  }

  /** "" or why the coordinator's versions are not believed. */
  String complaint() {
    return cloud.complaint();
  }

  @Nullable EventHandler events() {
    return events;
  }

  /** What the students run on, and why on nothing better: a line for each that differs. */
  List<String> runsOn() {
    return pipelines.values().stream()
        .map(Pipeline::latest)
        .flatMap(Optional::stream)
        .map(answer -> answer.student().runsOn())
        .distinct()
        .toList();
  }

  /** Answers of the students now at work that were no boxes. Shared students count together. */
  long droppedAnswers() {
    LongStream counts =
        pipelines.values().stream()
            .map(Pipeline::latest)
            .flatMap(Optional::stream)
            .mapToLong(answer -> answer.student().droppedAnswers());
    return config.student().separate() ? counts.sum() : counts.max().orElse(0);
  }

  /** Recall and precision against the teacher by camera and version, from audits. */
  List<FieldAccuracy.Row> accuracy() {
    return escalator.accuracy();
  }

  long passedOver() {
    return escalator.passedOver();
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.add(part);
    return part;
  }

  /** Stops in the opposite order of the start; what was begun goes on in the next process. */
  @Override
  public synchronized void close() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).close();
      } catch (Exception e) {
        log.warn("while stopping: {}", e.toString());
      }
    }
    parts.clear();
  }
}
