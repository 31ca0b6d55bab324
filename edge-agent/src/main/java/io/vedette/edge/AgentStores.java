package io.vedette.edge;

import io.vedette.detector.DetectorException;
import io.vedette.edge.disk.DataDirectory;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.pipeline.OpenModels;
import io.vedette.edge.settings.DeviceCameras;
import io.vedette.edge.student.ConfiguredModel;
import io.vedette.edge.student.Students;
import java.io.IOException;

/**
 * The files that several parts of an agent share.
 *
 * @param data the agent's folder, locked for this process
 * @param cameras what each camera reads and looks for
 * @param students the models of the cameras, with what each installs and learns from
 * @param outbox frames that wait for a verdict
 */
record AgentStores(DataDirectory data, DeviceCameras cameras, Students students, Outbox outbox)
    implements AutoCloseable {

  /**
   * @param data locked by the caller, who closes it after these
   * @throws IOException in one line, when the folder cannot be used
   * @throws DetectorException in one line, when a model cannot be used
   */
  static AgentStores open(DataDirectory data, AgentConfig config, DeviceCameras cameras)
      throws IOException, DetectorException {
    return new AgentStores(
        data,
        cameras,
        Students.open(
            data,
            cameras.running(),
            new ConfiguredModel(config.model(), config.hints()),
            config.learner(),
            new OpenModels(config.student())),
        Outbox.open(data.resolve("outbox"), config.outbox()));
  }

  @Override
  public void close() throws IOException {
    outbox.close();
  }
}
