package io.vedette.cli.detect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable form of {@code detect}, written as the answers come: {@code {"model",
 * "images": [{"file", "width", "height", "detections": [{"label", "class_id", "score", "box"}]}]}},
 * boxes {@code [x1, y1, x2, y2]} in pixels of the picture. The file appears when it is complete.
 */
final class DetectionsJson implements AutoCloseable {

  private final Optional<Path> file;
  private final JsonGenerator json;

  private DetectionsJson(Optional<Path> file, String modelDigest) throws IOException {
    this.file = file;
    OutputStream out =
        file.isPresent()
            ? Files.newOutputStream(part(file.get()))
            : OutputStream.nullOutputStream();
    json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
    json.writeStartObject();
    json.writeStringField("model", modelDigest);
    json.writeArrayFieldStart("images");
  }

  /** Without a file the form goes nowhere. */
  static DetectionsJson create(@Nullable Path file, String modelDigest) throws IOException {
    return new DetectionsJson(Optional.ofNullable(file), modelDigest);
  }

  void add(String name, Picture picture, List<Detection> detections) throws IOException {
    begin(name, picture);
    finish(detections);
  }

  /**
   * @param frame number in the video, from 0
   * @param milliseconds since the video's beginning
   */
  void addFrame(
      String name, long frame, long milliseconds, Picture picture, List<Detection> detections)
      throws IOException {
    begin(name, picture);
    json.writeNumberField("frame", frame);
    json.writeNumberField("time_ms", milliseconds);
    finish(detections);
  }

  private void begin(String name, Picture picture) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", name);
    json.writeNumberField("width", picture.width());
    json.writeNumberField("height", picture.height());
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
  }

  /** Everything has been added: the file appears. */
  void complete() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    if (file.isPresent()) {
      Files.move(part(file.get()), file.get(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Without {@link #complete} before, nothing is left. */
  @Override
  public void close() throws IOException {
    json.close();
    if (file.isPresent()) {
      Files.deleteIfExists(part(file.get()));
    }
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }
}
