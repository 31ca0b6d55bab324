package io.vedette.cloud.worker;

import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.wire.ArtifactClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads a job's checkpoint to the coordinator whenever it has changed: one upload at a time, the
 * newest file only. An upload that fails is not repeated; the next one follows.
 */
final class CheckpointUpload implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CheckpointUpload.class);

  private final Path file;
  private final ArtifactClient client;
  private final AttemptReports reports;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "checkpoint-upload");
            made.setDaemon(true);
            return made;
          });
  private boolean busy;
  private @Nullable FileTime uploaded;

  /**
   * @param file that the training process replaces as a whole
   */
  CheckpointUpload(Path file, ArtifactClient client, AttemptReports reports) {
    this.file = file;
    this.client = client;
    this.reports = reports;
  }

  /**
   * Begins an upload when there is something new; returns at once.
   *
   * @param epoch the newest whole epoch in the file; 0 while there is none
   */
  synchronized void offer(int epoch) {
    if (epoch > 0 && !busy) {
      try {
        busy = true;
        thread.execute(() -> upload(epoch));
      } catch (RejectedExecutionException closing) {
        log.debug("a checkpoint is not uploaded: closing");
      }
    }
  }

  private void upload(int epoch) {
    try {
      FileTime written = Files.getLastModifiedTime(file);
      if (!written.equals(uploaded)) {
        send(epoch);
        uploaded = written;
      }
    } catch (NoSuchFileException e) {
      log.debug("no checkpoint yet: {}", e.getMessage());
    } catch (IOException e) {
      log.info("the checkpoint of epoch {} is not uploaded: {}", epoch, e.getMessage());
    } finally {
      synchronized (this) {
        busy = false;
      }
    }
  }

  /** Under a second name, so that the training process may replace the file meanwhile. */
  private void send(int epoch) throws IOException {
    Path copy = file.resolveSibling(file.getFileName() + ".upload");
    Files.deleteIfExists(copy);
    try {
      Files.createLink(copy, file);
    } catch (UnsupportedOperationException e) {
      Files.copy(file, copy);
    }
    try {
      Artifact sent = client.upload(copy, ArtifactRole.ARTIFACT_ROLE_CHECKPOINT);
      reports.checkpoint(sent, epoch);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
