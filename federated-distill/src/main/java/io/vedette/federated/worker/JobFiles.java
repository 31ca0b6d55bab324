package io.vedette.federated.worker;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.federated.train.RunFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The files by which a training process and its parent speak, in the job's output folder. */
public final class JobFiles {

  /**
   * The job's newest whole epoch and what was made of it since. Whoever starts the same job with
   * this file in its output folder goes on from there; a job never uses another's.
   */
  public static final String CHECKPOINT = RunFolder.CHECKPOINT;

  static final String JOB = "job.json";
  static final String RESULT = "result.json";

  private static final long MAX_BYTES = 1 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build());
  }

  private JobFiles() {}

  static void writeJob(Job job) throws IOException {
    Files.createDirectories(job.output());
    write(job.output().resolve(JOB), JSON.writerFor(Job.class).writeValueAsBytes(job));
  }

  static Job readJob(Path folder) throws IOException {
    return read(folder.resolve(JOB), Job.class);
  }

  static void writeResult(Path folder, Result result) throws IOException {
    write(folder.resolve(RESULT), JSON.writerFor(Result.class).writeValueAsBytes(result));
  }

  static Result readResult(Path folder) throws IOException {
    return read(folder.resolve(RESULT), Result.class);
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new IOException(file + ": " + size + " bytes is more than " + MAX_BYTES);
    }
    return JSON.readValue(Files.readAllBytes(file), type);
  }

  /** A reader sees the whole file or none: a result that is there is complete. */
  private static void write(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bytes);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
