package io.vedette.edge;

import io.vedette.detector.DetectorException;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.disk.DataDirectory;
import io.vedette.edge.escalate.Escalator;
import io.vedette.edge.event.EventHandler;
import io.vedette.edge.field.FieldCounters;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.settings.DeviceCameras;
import io.vedette.edge.show.AgentMetrics;
import io.vedette.edge.show.ShowServer;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.CloudStatus;
import io.vedette.edge.verdict.VerdictHandler;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running agent. Every part fails alone: a camera that is gone, a dead cloud or a killed learner
 * shows in {@link #status}, and the other parts go on.
 */
public final class Agent implements AutoCloseable {

  private final OpenParts parts;
  private final FirstResult firstResult;
  private final Supplier<AgentStatus> status;
  private final Supplier<CloudStatus> cloud;

  private Agent(
      OpenParts parts,
      FirstResult firstResult,
      Supplier<AgentStatus> status,
      Supplier<CloudStatus> cloud) {
    this.parts = parts;
    this.firstResult = firstResult;
    this.status = status;
    this.cloud = cloud;
  }

  /**
   * Starts an agent. Its cameras and its coordinator need not be there yet.
   *
   * @throws IOException in one line, when its folder or its port cannot be used
   * @throws DetectorException in one line, when its model cannot be used
   */
  public static Agent start(AgentConfig config) throws IOException, DetectorException {
    OpenParts parts = new OpenParts();
    try {
      return start(config, parts);
    } catch (IOException | DetectorException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static Agent start(AgentConfig config, OpenParts parts)
      throws IOException, DetectorException {
    FirstResult firstResult = new FirstResult();
    DataDirectory data = parts.add(DataDirectory.lock(config.dataDirectory()));
    // Cameras are opened before everything else: a stream gives nothing before its next key frame,
    // and stores and model are read meanwhile.
    DeviceCameras configured =
        DeviceCameras.open(data.resolve("cameras.state"), config.cameras(), config.credentials());
    Map<CameraConfig, Camera> cameras = new LinkedHashMap<>();
    configured.running().forEach(camera -> cameras.put(camera, parts.add(Camera.start(camera))));
    AgentStores stores = parts.add(AgentStores.open(data, config, configured));
    AgentMetrics metrics = config.httpPort() == 0 ? null : new AgentMetrics();
    OfflineParts offline = offline(config, stores, cameras, firstResult, metrics, parts);
    Endpoint coordinator = config.coordinator();
    Supplier<AgentStatus> status = offline.status(deployment -> null, List::of);
    Supplier<CloudStatus> cloud = () -> CloudStatus.ALONE;
    if (coordinator != null) {
      OnlineParts online = parts.add(OnlineParts.start(coordinator, config, offline));
      status = online.status();
      cloud = online::cloud;
    }
    if (metrics != null) {
      parts.add(
          ShowServer.start(
              config.httpHost(), config.httpPort(), offline.pipelines(), metrics, status, cloud));
    }
    return new Agent(parts, firstResult, status, cloud);
  }

  private static OfflineParts offline(
      AgentConfig config,
      AgentStores stores,
      Map<CameraConfig, Camera> cameras,
      FirstResult firstResult,
      @Nullable AgentMetrics metrics,
      OpenParts parts)
      throws IOException, DetectorException {
    List<Consumer<FrameResult>> listeners = new ArrayList<>();
    listeners.add(firstResult::onResult);
    FieldCounters field = new FieldCounters();
    listeners.add(field::onResult);
    if (metrics != null) {
      listeners.add(metrics::onResult);
    }
    Escalator escalator =
        parts.add(
            Escalator.open(
                config.escalation(),
                config.id(),
                stores.data().resolve("escalation"),
                stores.outbox()));
    stores.students().nameEscalation(escalator);
    listeners.add(escalator::onResult);
    EventHandler events = null;
    if (!config.events().disabled()) {
      events = parts.add(EventHandler.open(stores.data().resolve("events"), config.events()));
      listeners.add(events::onResult);
    }
    Pipelines pipelines =
        parts.add(
            Pipelines.start(cameras, stores.students()::modelOf, config.student(), listeners));
    stores.students().begin(pipelines);
    firstResult.studentsAreReady();
    VerdictHandler verdicts =
        new VerdictHandler(stores.outbox(), stores.students(), escalator, pipelines);
    return new OfflineParts(stores, pipelines, field, escalator, events, verdicts);
  }

  /** Done once a frame of any camera has been answered, with that camera's id. */
  public CompletionStage<String> firstAnswer() {
    return firstResult.camera();
  }

  /** How the agent is now. */
  public AgentStatus status() {
    return status.get();
  }

  /** How its connection to the coordinator is now. */
  public CloudStatus cloud() {
    return cloud.get();
  }

  /**
   * Stops in the opposite order of the start. Commands that run are resumed by the next process.
   */
  @Override
  public void close() {
    parts.close();
  }
}
