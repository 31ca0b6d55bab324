package io.vedette.cloud.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.worker.DistillationJob;
import io.vedette.federated.worker.JobFiles;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.DistillJob;
import io.vedette.wire.DigestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one distillation job, as a training process reads them. What a training process left
 * in the output folder stays for the next attempt.
 */
final class JobFolder {

  private static final Logger log = LoggerFactory.getLogger(JobFolder.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern FRAME = Pattern.compile("([0-9a-f]{64})\\.jpg");

  /** No frame is larger than an escalation may be, bytes. */
  private static final long MAX_FRAME_BYTES = 3 << 20;

  private static final String OUTPUT = "output";

  private final Path folder;
  private final ArtifactCache cache;
  private final Runnable fetched;

  /**
   * @param fetched called for every file that is here
   */
  JobFolder(Path folder, ArtifactCache cache, Runnable fetched) {
    this.folder = folder;
    this.cache = cache;
    this.fetched = fetched;
  }

  /**
   * Fetches everything that the job names.
   *
   * @param precision that suits this machine
   */
  DistillationJob prepare(DistillJob job, ComputePrecision precision) throws IOException {
    deleteInputs();
    Files.createDirectories(folder.resolve(OUTPUT));
    deleteOthers();
    Path teacher =
        job.hasTeacher() ? placed(job.getTeacher(), folder.resolve("teacher.onnx")) : null;
    DistillationJob prepared =
        new DistillationJob(
            new DistillationJob.Models(
                placed(job.getStudent(), folder.resolve("student.onnx")),
                placed(job.getBaseline(), folder.resolve("baseline.onnx")),
                teacher),
            new DistillationJob.Pictures(
                dataset(job.getDataset(), folder.resolve("dataset")),
                dataset(job.getValidation(), folder.resolve("validation"))),
            new DistillationJob.Training(
                job.getEpochs(), job.getBatch(), job.getLearningRate(), precision, job.getSeed()),
            new DistillationJob.Teaching(job.getTemperature(), job.getAlpha()),
            job.getExitLoss(),
            folder.resolve(OUTPUT));
    takeOver(job);
    return prepared;
  }

  Path checkpoint() {
    return folder.resolve(OUTPUT).resolve(JobFiles.CHECKPOINT);
  }

  /** The coordinator's checkpoint, unless what an attempt left here is as new. */
  private void takeOver(DistillJob job) throws IOException {
    if (!job.hasCheckpoint()
        || (Files.exists(checkpoint()) && noted() >= job.getCheckpointEpoch())) {
      return;
    }
    Artifact left = job.getCheckpoint();
    try {
      Path file = cache.fetch(left.getSha256(), left.getSizeBytes());
      Files.deleteIfExists(checkpoint());
      // A copy: the training process must not change what has a digest for a name.
      Files.copy(file, checkpoint());
      note(job.getCheckpointEpoch());
      fetched.run();
    } catch (IOException e) {
      if (!goneForGood(e)) {
        throw e;
      }
      log.warn("{} continues without its checkpoint: {}", job.getJobId(), e.getMessage());
    }
  }

  private static boolean goneForGood(IOException e) {
    return e instanceof DigestException
        || (e.getCause() instanceof StatusRuntimeException refused
            && refused.getStatus().getCode() == Status.Code.NOT_FOUND);
  }

  /** Notes which epoch the checkpoint is of. */
  void note(int epoch) {
    try {
      Files.writeString(folder.resolve("epoch"), Integer.toString(epoch));
    } catch (IOException e) {
      log.debug("the epoch of {} is not noted: {}", folder, e.getMessage());
    }
  }

  private int noted() {
    try {
      return Integer.parseInt(Files.readString(folder.resolve("epoch")).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private Path placed(Artifact artifact, Path target) throws IOException {
    link(cache.fetch(artifact.getSha256(), artifact.getSizeBytes()), target);
    fetched.run();
    return target;
  }

  /** The COCO file and its pictures, in one folder. */
  private Path dataset(Artifact artifact, Path target) throws IOException {
    Files.createDirectories(target);
    Path annotations = placed(artifact, target.resolve("annotations.json"));
    for (JsonNode image : JSON.readTree(annotations.toFile()).path("images")) {
      Matcher name = FRAME.matcher(image.path("file_name").asText());
      long bytes = image.path("bytes").asLong();
      if (!name.matches() || bytes <= 0 || bytes > MAX_FRAME_BYTES) {
        throw new IOException("dataset " + artifact.getSha256() + " names no frame: " + image);
      }
      link(cache.fetch(name.group(1), bytes), target.resolve(name.group()));
      fetched.run();
    }
    return target;
  }

  /** A second name for the cached file, which stays when the cache forgets its own. */
  private static void link(Path cached, Path target) throws IOException {
    try {
      Files.createLink(target, cached);
    } catch (UnsupportedOperationException e) {
      Files.copy(cached, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What is fetched is fetched anew; most of it is still in the cache. */
  private void deleteInputs() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Path epoch = folder.resolve("epoch");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!file.endsWith(OUTPUT) && !file.equals(epoch)) {
          delete(file);
        }
      }
    }
  }

  /** The job is done. */
  void delete() throws IOException {
    delete(folder);
  }

  /** Deletes the folders of other jobs, which this distiller will not resume. */
  private void deleteOthers() throws IOException {
    Path jobs = folder.toAbsolutePath().getParent();
    try (Stream<Path> all = Files.list(jobs)) {
      for (Path job : all.toList()) {
        if (!job.getFileName().equals(folder.getFileName())) {
          delete(job);
        }
      }
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
