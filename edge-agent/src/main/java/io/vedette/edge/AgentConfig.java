package io.vedette.edge;

import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.camera.NamedCredentials;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.event.EventConfig;
import io.vedette.edge.learn.LearnerConfig;
import io.vedette.edge.link.BreakerConfig;
import io.vedette.edge.outbox.OutboxConfig;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.update.UpdateConfig;
import io.vedette.wire.Endpoint;
import io.vedette.wire.Tags;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent's configuration. Every part but id, model and cameras may be missing and takes its
 * default.
 *
 * @param id stable over restarts, 1 to 64 characters of {@code [a-zA-Z0-9._-]}
 * @param dataDirectory outbox, replay, model slots, trusted key; default {@code agent-ID}
 * @param model ONNX detector to start with, or a version of the coordinator's registry, name:number
 *     or name@alias; unless a version was confirmed earlier, until the registry sends one
 * @param labels file with one label per line, for a model that does not carry its own; null:
 *     inferred
 * @param head head family of the model, where it cannot be inferred ("yolox", …); null: inferred
 * @param cameras at least one, at most 64
 * @param coordinator address of the coordinator; null: the agent works offline
 * @param student how frames are answered
 * @param escalation when to ask the teacher
 * @param outbox how much may wait on disk
 * @param learner local training
 * @param update how new versions are installed
 * @param httpPort port of the agent's page, {@code /health} and {@code /metrics}; 0: none
 * @param httpHost address that this port is open on; default 127.0.0.1, for this machine only
 * @param events how many events are kept
 * @param breaker when no frames are sent because none are answered
 * @param tags for the coordinator, to group devices by; default none
 * @param credentials user names and passwords by name, which sources take as {@code
 *     rtsp://{NAME}@host}; default none
 */
public record AgentConfig(
    String id,
    Path dataDirectory,
    Path model,
    @Nullable Path labels,
    @Nullable String head,
    List<CameraConfig> cameras,
    @Nullable Endpoint coordinator,
    StudentConfig student,
    EscalationConfig escalation,
    OutboxConfig outbox,
    LearnerConfig learner,
    UpdateConfig update,
    int httpPort,
    String httpHost,
    EventConfig events,
    BreakerConfig breaker,
    Tags tags,
    NamedCredentials credentials) {

  /** As many as a hello may name. */
  private static final int MAX_CAMERAS = 64;

  public AgentConfig(
      String id,
      @Nullable Path dataDirectory,
      Path model,
      @Nullable Path labels,
      @Nullable String head,
      List<CameraConfig> cameras,
      @Nullable Endpoint coordinator,
      @Nullable StudentConfig student,
      @Nullable EscalationConfig escalation,
      @Nullable OutboxConfig outbox,
      @Nullable LearnerConfig learner,
      @Nullable UpdateConfig update,
      int httpPort,
      @Nullable String httpHost,
      @Nullable EventConfig events,
      @Nullable BreakerConfig breaker,
      @Nullable Tags tags,
      @Nullable NamedCredentials credentials) {
    if (id == null || !id.matches("[a-zA-Z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "agent id '" + id + "' must be 1 to 64 characters of a-z A-Z 0-9 . _ -; set id: …");
    }
    if (model == null) {
      throw new IllegalArgumentException("agent " + id + " has no model; set model: FILE.onnx");
    }
    if (cameras == null || cameras.isEmpty()) {
      throw new IllegalArgumentException(
          "agent " + id + " has no camera; set cameras: [{id: …, source: …}]");
    }
    if (cameras.size() > MAX_CAMERAS) {
      throw new IllegalArgumentException(
          "agent "
              + id
              + " has "
              + cameras.size()
              + " cameras, more than "
              + MAX_CAMERAS
              + "; share them among several agents");
    }
    if (cameras.stream().map(CameraConfig::id).distinct().count() < cameras.size()) {
      throw new IllegalArgumentException("agent " + id + " has two cameras with the same id");
    }
    if (httpPort < 0 || httpPort > 65_535) {
      throw new IllegalArgumentException("httpPort " + httpPort + " is not 0 to 65535");
    }
    this.id = id;
    this.dataDirectory = dataDirectory == null ? Path.of("agent-" + id) : dataDirectory;
    this.model = model;
    this.labels = labels;
    this.head = head;
    this.cameras = List.copyOf(cameras);
    this.coordinator = coordinator;
    this.student = student == null ? StudentConfig.defaults() : student;
    this.escalation = escalation == null ? EscalationConfig.defaults() : escalation;
    this.outbox = outbox == null ? OutboxConfig.defaults() : outbox;
    this.learner = learner == null ? LearnerConfig.defaults() : learner;
    this.update = update == null ? UpdateConfig.defaults() : update;
    this.httpPort = httpPort;
    this.httpHost = httpHost == null ? "127.0.0.1" : httpHost;
    this.events = events == null ? EventConfig.defaults() : events;
    this.breaker = breaker == null ? BreakerConfig.defaults() : breaker;
    this.tags = tags == null ? Tags.NONE : tags;
    this.credentials = credentials == null ? NamedCredentials.NONE : credentials;
    cameras.forEach(this.credentials::resolve);
  }

  /**
   * How the configured model is to be read.
   *
   * @throws DetectorException in one line, when the file of labels cannot be read
   */
  Hints hints() throws DetectorException {
    Hints hints = labels == null ? Hints.NONE : Hints.NONE.withLabels(Hints.readLabels(labels));
    return head == null ? hints : hints.withFamily(head);
  }

  /** The cameras' tags by their ids, in order. */
  Map<String, Tags> cameraTags() {
    Map<String, Tags> byCamera = new LinkedHashMap<>();
    cameras.forEach(camera -> byCamera.put(camera.id(), camera.tags()));
    return byCamera;
  }

  /** An agent with every default. */
  public static AgentConfig of(String id, Path model, List<CameraConfig> cameras) {
    return new AgentConfig(
        id, null, model, null, null, cameras, null, null, null, null, null, null, 0, null, null,
        null, null, null);
  }

  /** The same agent with a coordinator to ask. */
  public AgentConfig with(Endpoint endpoint) {
    return with(endpoint, model);
  }

  /** The same agent with another file to start with. */
  public AgentConfig withModel(Path file) {
    return with(coordinator, file);
  }

  private AgentConfig with(@Nullable Endpoint endpoint, Path file) {
    return new AgentConfig(
        id,
        dataDirectory,
        file,
        labels,
        head,
        cameras,
        endpoint,
        student,
        escalation,
        outbox,
        learner,
        update,
        httpPort,
        httpHost,
        events,
        breaker,
        tags,
        credentials);
  }
}
