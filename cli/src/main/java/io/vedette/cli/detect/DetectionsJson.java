package io.vedette.cli.detect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vedette.cli.check.PathChecks;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable form of {@code detect}, written as the answers come: {@code {"model",
 * "images": [{"file", "width", "height", "detections": [{"label", "class_id", "score", "box"}]}]}},
 * boxes {@code [x1, y1, x2, y2]} in pixels of the picture. Frames of a video also have {@code
 * "frame"}, {@code "time_ms"} and, where parts were lost, {@code "damaged": true}. The file appears
 * when it is complete.
 */
final class DetectionsJson implements AutoCloseable {

  private final @Nullable Path file;

  /** Where it is written until it is complete; null for what is no plain file, such as a pipe. */
  private final @Nullable Path part;

  private final JsonGenerator json;
  private long answers;

  private DetectionsJson(@Nullable Path file, @Nullable Path part, OutputStream out)
      throws IOException {
    this.file = file;
    this.part = part;
    json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
  }

  /**
   * Creates the file under another name; without a file the form goes nowhere.
   *
   * @throws IOException in one line, when it cannot be written
   */
  static DetectionsJson create(@Nullable Path file) throws IOException {
    if (file == null) {
      return new DetectionsJson(null, null, OutputStream.nullOutputStream());
    }
    PathChecks.prepareFile(file, "--json");
    Path part =
        Files.exists(file) && !Files.isRegularFile(file)
            ? null
            : file.resolveSibling(file.getFileName() + ".part");
    return new DetectionsJson(file, part, Files.newOutputStream(part == null ? file : part));
  }

  /** Whether anybody wants it. */
  boolean isWanted() {
    return file != null;
  }

  /** How many pictures or frames have been added. */
  long answers() {
    return answers;
  }

  /** Begins the form. */
  void begin(String modelDigest) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", modelDigest);
    json.writeArrayFieldStart("images");
  }

  /**
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   */
  void add(String name, int width, int height, List<Detection> detections) throws IOException {
    try {
      start(name, width, height);
      finish(detections);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /**
   * A frame's place in its video.
   *
   * @param number from 0
   * @param milliseconds since the video's beginning
   * @param damaged whether parts of it, or of a frame that it builds on, were lost
   */
  record FramePlace(long number, long milliseconds, boolean damaged) {}

  /** The same for a frame of a video. */
  void addFrame(String name, FramePlace frame, int width, int height, List<Detection> detections)
      throws IOException {
    try {
      start(name, width, height);
      json.writeNumberField("frame", frame.number());
      json.writeNumberField("time_ms", frame.milliseconds());
      if (frame.damaged()) {
        json.writeBooleanField("damaged", true);
      }
      finish(detections);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private void start(String name, int width, int height) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", name);
    json.writeNumberField("width", width);
    json.writeNumberField("height", height);
  }

  private void finish(List<Detection> detections) throws IOException {
    json.writeArrayFieldStart("detections");
    for (Detection detection : detections) {
      Box box = detection.box();
      json.writeStartObject();
      json.writeStringField("label", detection.label());
      json.writeNumberField("class_id", detection.classId());
      json.writeNumberField("score", detection.score());
      json.writeArrayFieldStart("box");
      json.writeNumber(box.x1());
      json.writeNumber(box.y1());
      json.writeNumber(box.x2());
      json.writeNumber(box.y2());
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    answers++;
  }

  /** Everything has been added: the file appears. */
  void complete() throws IOException {
    try {
      json.writeEndArray();
      json.writeEndObject();
      json.close();
      if (file != null && part != null) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private IOException notWritten(IOException e) {
    return new IOException("--json " + file + ": could not be written: " + PathChecks.reason(e), e);
  }

  /** Without {@link #complete} before, nothing is left. */
  @Override
  public void close() throws IOException {
    try {
      json.close();
    } finally {
      if (part != null) {
        Files.deleteIfExists(part);
      }
    }
  }
}
