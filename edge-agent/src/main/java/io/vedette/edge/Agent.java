package io.vedette.edge;

import io.vedette.detector.DetectorException;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.escalate.EscalationPolicy;
import io.vedette.edge.escalate.UploadBudget;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.event.Event;
import io.vedette.edge.event.EventLog;
import io.vedette.edge.event.Told;
import io.vedette.edge.learn.Learner;
import io.vedette.edge.learn.ReplayStore;
import io.vedette.edge.link.BreakerStatus;
import io.vedette.edge.link.CloudLink;
import io.vedette.edge.link.Identity;
import io.vedette.edge.link.Installed;
import io.vedette.edge.link.Phase;
import io.vedette.edge.link.Report;
import io.vedette.edge.link.Vitals;
import io.vedette.edge.link.Vitals.CameraVitals;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.pipeline.Answer;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.Students;
import io.vedette.edge.show.ShowServer;
import io.vedette.edge.update.Installer;
import io.vedette.edge.update.Slot;
import io.vedette.edge.update.Slots;
import io.vedette.edge.update.TrustedKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
  private final Map<String, Camera> cameras = new LinkedHashMap<>();
  private final Map<String, Pipeline> pipelines = new LinkedHashMap<>();
  private final TrustedKey key;
  private final Outbox outbox;
  private final ReplayStore replay;
  private final Escalator escalator;
  private final VerdictDesk verdicts;
  private final @Nullable EventDesk events;
  private Supplier<Installed> installed;
  private @Nullable Learner learner;
  private @Nullable CloudLink link;

  private Agent(AgentConfig config) throws IOException, DetectorException {
    this.config = config;
    try {
      DataDirectory data = opened(DataDirectory.claim(config.dataDirectory()));
      this.key = TrustedKey.open(data.resolve("trusted.key"), config.update().signingKey());
      this.outbox = opened(Outbox.open(data.resolve("outbox"), config.outbox()));
      this.replay = ReplayStore.open(data.resolve("replay"), config.learner());
      this.escalator =
          new Escalator(
              new EscalationPolicy(config.escalation(), config.id()),
              config.escalation(),
              EscalationMemory.open(data.resolve("escalation")),
              outbox,
              this::outboxGrew);
      Slots slots = Slots.open(data.resolve("slots"));
      Optional<Slot> crashed = slots.strikeOffCrashed();
      Optional<Slot> confirmed = slots.confirmed();
      FirstStudent first = FirstStudent.of(config, slots, confirmed);
      this.installed = first::installed;
      opened(escalator);
      this.events =
          config.events().disabled()
              ? null
              : opened(
                  new EventDesk(
                      EventLog.open(data.resolve("events"), config.events()),
                      Told.open(data.resolve("events/told.state")),
                      this::happened));
      for (CameraConfig camera : config.cameras()) {
        watch(camera, first.students());
      }
      this.verdicts = new VerdictDesk(outbox, replay, escalator, pipelines);
      if (config.coordinator() != null) {
        connect(data, slots, first.installed(), crashed);
      }
      if (config.httpPort() != 0) {
        AgentShown shown = new AgentShown(this, pipelines);
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

  private void watch(CameraConfig config, Students students) throws DetectorException {
    config.view().check(config.id(), students.labels());
    if (events != null) {
      events.watch(config.id(), config.view());
    }
    Camera camera = Camera.start(config);
    cameras.put(config.id(), camera);
    pipelines.put(
        config.id(),
        opened(
            Pipeline.start(
                camera,
                config.view(),
                students.open(config.tiles()),
                this.config.student(),
                this::answered)));
  }

  private void answered(Answer answer) {
    escalator.consider(answer);
    if (events != null) {
      events.consider(answer);
    }
  }

  private void connect(DataDirectory data, Slots slots, Installed now, Optional<Slot> crashed)
      throws IOException {
    CoordinatorOrders orders = new CoordinatorOrders(key);
    UploadBudget budget =
        new UploadBudget(
            config.escalation().budgetBitsPerSecond(), config.escalation().burstSeconds());
    CloudLink cloud =
        CloudLink.to(
            java.util.Objects.requireNonNull(config.coordinator()),
            identity(),
            this::vitals,
            orders,
            outbox,
            budget,
            verdicts,
            config.breaker(),
            this::delivered);
    Installer installer =
        opened(
            new Installer(
                slots,
                key,
                config.update(),
                config.student(),
                List.copyOf(pipelines.values()),
                now,
                cloud,
                cloud::report));
    installed = installer::installed;
    learner =
        opened(
            new Learner(
                data.resolve("round"),
                config.learner(),
                replay,
                cloud,
                cloud::report,
                Clock.systemUTC()));
    SnapshotShow snapshots = opened(new SnapshotShow(pipelines.values(), cloud));
    orders.to(new CoordinatorOrders.Parts(installer, learner, snapshots));
    crashed.ifPresent(
        slot ->
            cloud.report(
                new Report(
                    slot.commandId(), Phase.FAILED, slot.version() + " crashed this agent")));
    link = opened(cloud);
    learner.resume();
    // What happens from here on is told as it happens, and once, though it be among these.
    if (events != null) {
      events.untold().forEach(cloud::happened);
    }
    cloud.start();
  }

  private Identity identity() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return new Identity(
        config.id(),
        deviceClass(),
        version == null ? "development" : version,
        List.copyOf(pipelines.keySet()));
  }

  /** "linux-x86_64-2cpu". */
  static String deviceClass() {
    String system = System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "unknown").replace("amd64", "x86_64");
    return (system + "-" + processor).replace(' ', '-')
        + "-"
        + Runtime.getRuntime().availableProcessors()
        + "cpu";
  }

  private void outboxGrew() {
    CloudLink cloud = link;
    if (cloud != null) {
      cloud.outboxGrew();
    }
  }

  private void happened(Event event) {
    CloudLink cloud = link;
    if (cloud != null) {
      cloud.happened(event);
    }
  }

  private void delivered(List<String> ids) {
    if (events != null) {
      events.delivered(ids);
    }
  }

  /** How the agent is now. */
  public Vitals vitals() {
    List<CameraVitals> views = new ArrayList<>();
    pipelines.forEach(
        (id, pipeline) ->
            views.add(
                new CameraVitals(
                    java.util.Objects.requireNonNull(cameras.get(id)).status(),
                    pipeline.status())));
    return new Vitals(
        Duration.ofNanos(System.nanoTime() - startedNanos),
        installed.get(),
        views,
        outbox.counts(),
        outbox.size(),
        outbox.bytesOnDisk(),
        escalator.budgetBitsPerSecond(),
        escalator.share(),
        verdicts.differences(),
        replay.size(),
        learner == null ? "" : learner.activity());
  }

  /** "connected", "alone", or why there is no connection. */
  public String cloudState() {
    CloudLink cloud = link;
    return cloud == null ? "alone" : cloud.state();
  }

  /** How the breaker before the cloud stands. */
  public BreakerStatus breaker() {
    CloudLink cloud = link;
    return cloud == null ? BreakerStatus.NONE : cloud.breaker();
  }

  String id() {
    return config.id();
  }

  /** "" or why the coordinator's versions are not believed. */
  String complaint() {
    return key.complaint();
  }

  @Nullable EventDesk events() {
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
