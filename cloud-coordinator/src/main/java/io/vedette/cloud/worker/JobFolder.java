package io.vedette.cloud.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.federated.autograd.Precision;
import io.vedette.federated.worker.DistillationJob;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.DistillJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of one distillation job, as a training process wants them. */
final class JobFolder {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern FRAME = Pattern.compile("([0-9a-f]{64})\\.jpg");

  /** No frame is larger than an escalation may be, bytes. */
  private static final long MAX_FRAME_BYTES = 3 << 20;

  private final Path folder;
  private final ArtifactCache cache;

  JobFolder(Path folder, ArtifactCache cache) {
    this.folder = folder;
    this.cache = cache;
  }

  /**
   * Fetches everything that the job names.
   *
   * @param precision that suits this machine
   */
  DistillationJob prepare(DistillJob job, Precision precision) throws IOException {
    delete();
    Files.createDirectories(folder);
    Path teacher =
        job.hasTeacher() ? placed(job.getTeacher(), folder.resolve("teacher.onnx")) : null;
    return new DistillationJob(
        placed(job.getStudent(), folder.resolve("student.onnx")),
        placed(job.getBaseline(), folder.resolve("baseline.onnx")),
        dataset(job.getDataset(), folder.resolve("dataset")),
        dataset(job.getValidation(), folder.resolve("validation")),
        teacher,
        job.getEpochs(),
        job.getBatch(),
        job.getLearningRate(),
        job.getTemperature(),
        job.getAlpha(),
        job.getExitLoss(),
        precision,
        job.getSeed(),
        folder.resolve("output"));
  }

  private Path placed(Artifact artifact, Path target) throws IOException {
    link(cache.fetch(artifact.getSha256(), artifact.getSize()), target);
    return target;
  }

  /** The COCO file with its pictures beside it. */
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

  /** Removes what an earlier attempt or the finished job left. */
  void delete() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
