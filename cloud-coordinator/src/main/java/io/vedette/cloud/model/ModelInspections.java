package io.vedette.cloud.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has uploaded ONNX files read, one after the other, each in a process of its own. What was found
 * is known for a while; the graphs are artifacts then. Safe for use by several threads.
 */
public final class ModelInspections implements AutoCloseable {

  /** How long one call waits for the answer. */
  private static final Duration WAIT = Duration.ofSeconds(5);

  /** The newest inspections that are known. */
  private static final int KEPT = 32;

  /** More may not wait. */
  private static final int MOST_WAITING = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlobStore blobs;
  private final Map<String, Future<ModelInspection>> inspections = new LinkedHashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread daemon = new Thread(task, "model-inspection");
            daemon.setDaemon(true);
            return daemon;
          });

  public ModelInspections(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * Asks about a file, or asks again: the answer to the same question is the same inspection.
   *
   * @throws RegistryException when the file is not uploaded
   * @throws IllegalStateException when too many files wait
   */
  public ModelInspection inspect(ModelQuestion question) throws Exception {
    if (!blobs.keep(question.sha256())) {
      throw new RegistryException(
          question.fileName() + ": the coordinator does not have it; upload it first");
    }
    String id = id(question);
    return await(id, start(id, question));
  }

  /**
   * What was found.
   *
   * @throws IllegalStateException in one line, when the inspection is not known, or found no
   *     detector
   */
  ModelInspection.Ready ready(String id) throws Exception {
    Future<ModelInspection> known;
    synchronized (inspections) {
      known = inspections.get(id);
    }
    if (known == null) {
      throw new IllegalStateException(
          "the inspection " + id + " is not known any more; inspect the model again");
    }
    ModelInspection found = await(id, known);
    if (found instanceof ModelInspection.Ready ready) {
      return ready;
    }
    throw new IllegalStateException(
        found instanceof ModelInspection.Refused refused
            ? refused.why()
            : "the model is not read yet; try again");
  }

  private static String id(ModelQuestion question) throws JsonProcessingException {
    return "i-" + Digests.sha256(JSON.writeValueAsBytes(question)).substring(0, 16);
  }

  private Future<ModelInspection> start(String id, ModelQuestion question) {
    synchronized (inspections) {
      Future<ModelInspection> known = inspections.get(id);
      if (known != null) {
        return known;
      }
      if (inspections.values().stream().filter(each -> !each.isDone()).count() >= MOST_WAITING) {
        throw new IllegalStateException(
            MOST_WAITING + " models wait to be read; try again in a minute");
      }
      Future<ModelInspection> started = thread.submit(() -> read(id, question));
      inspections.put(id, started);
      String oldest = inspections.size() > KEPT ? inspections.keySet().iterator().next() : id;
      if (!oldest.equals(id)) {
        inspections.remove(oldest);
      }
      return started;
    }
  }

  private ModelInspection await(String id, Future<ModelInspection> inspection) throws Exception {
    try {
      return inspection.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new ModelInspection.Reading(id);
    } catch (ExecutionException e) {
      synchronized (inspections) {
        inspections.remove(id, inspection); // the next call tries again
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private ModelInspection read(String id, ModelQuestion question) throws Exception {
    Path folder = Files.createTempDirectory("vedette-model");
    try {
      Files.copy(blobs.file(question.sha256()), ReadingFiles.model(folder));
      ReadingFiles.write(folder, question);
      return inspection(id, question, ReadingProcess.run(folder), folder);
    } finally {
      delete(folder);
    }
  }

  private ModelInspection inspection(
      String id, ModelQuestion question, ReadModel found, Path folder) throws Exception {
    if (!found.problem().isEmpty()) {
      return new ModelInspection.Refused(id, found.problem(), found.missing());
    }
    return new ModelInspection.Ready(
        id,
        DetectorCodec.decode(found.spec()),
        new Artifact(question.sha256(), blobs.size(question.sha256()), "int8"),
        blobs.put(folder.resolve(ReadingFiles.FP32), "fp32"),
        blobs.put(folder.resolve(ReadingFiles.TRAINING), "training"),
        found.normalises(),
        found.labelsAssumed(),
        found.graph(),
        recipe(found));
  }

  private static @Nullable String recipe(ReadModel found) {
    return found.recipe().isEmpty() ? null : found.recipe();
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
