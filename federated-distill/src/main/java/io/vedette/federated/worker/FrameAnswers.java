package io.vedette.federated.worker;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the baseline and the new student see on a validation picture, with the thresholds that
 * devices use. Both in float.
 *
 * @param frame name of the picture's file without its extension
 */
public record FrameAnswers(String frame, List<Detection> baseline, List<Detection> student) {

  /** Of a job with its most pictures; more is damage. */
  private static final int MAX_FRAMES = 100_000;

  /** Of the file: it comes from a worker, and is read into memory. */
  private static final long MAX_BYTES = 64 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  public FrameAnswers {
    baseline = List.copyOf(baseline);
    student = List.copyOf(student);
  }

  static void write(Path file, List<FrameAnswers> answers) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(answers));
  }

  /**
   * The answers of a file.
   *
   * @throws IOException when they are damaged, or too large to be answers of a job
   */
  public static List<FrameAnswers> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file.getFileName() + ": answers of " + Files.size(file) + " bytes");
    }
    FrameAnswers[] answers = JSON.readValue(Files.readAllBytes(file), FrameAnswers[].class);
    if (answers.length > MAX_FRAMES) {
      throw new IOException(file.getFileName() + ": answers to " + answers.length + " frames");
    }
    return List.of(answers);
  }
}
