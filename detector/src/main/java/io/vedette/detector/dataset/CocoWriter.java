package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vedette.detector.Box;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a dataset's annotations as COCO JSON, one image or annotation a line. */
public final class CocoWriter {
  private CocoWriter() {}

  /**
   * Writes the file as a whole or not at all. Image ids are 1, 2, 3 … in the order of the samples;
   * pictures are named relative to the file where they lie below its folder, else in full.
   *
   * @throws IOException when it cannot be written
   */
  public static void write(Dataset dataset, Path file) throws IOException {
    Path folder = BoundedReader.parent(file);
    WholeFile.write(
        file,
        draft -> {
          try (JsonGenerator json =
              new JsonFactory().createGenerator(draft.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            categories(dataset, json);
            images(dataset, folder, json);
            annotations(dataset, json);
            json.writeRaw('\n');
            json.writeEndObject();
            json.writeRaw('\n');
          }
        });
  }

  private static void categories(Dataset dataset, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("categories");
    for (int i = 0; i < dataset.labels().size(); i++) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeNumberField("id", i + 1);
      json.writeStringField("name", dataset.labels().get(i));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void images(Dataset dataset, Path folder, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("images");
    int id = 0;
    for (Sample sample : dataset.samples()) {
      Path file = sample.file().toAbsolutePath();
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeNumberField("id", ++id);
      json.writeStringField(
          "file_name",
          (file.startsWith(folder) ? folder.relativize(file) : file).toString().replace('\\', '/'));
      json.writeNumberField("width", sample.width());
      json.writeNumberField("height", sample.height());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void annotations(Dataset dataset, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("annotations");
    int imageId = 0;
    int id = 0;
    for (Sample sample : dataset.samples()) {
      imageId++;
      for (Truth truth : sample.truths()) {
        Box box = truth.box();
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeNumberField("id", ++id);
        json.writeNumberField("image_id", imageId);
        json.writeNumberField("category_id", truth.classId() + 1);
        json.writeArrayFieldStart("bbox");
        for (float value : new float[] {box.x1(), box.y1(), box.width(), box.height()}) {
          json.writeNumber(value);
        }
        json.writeEndArray();
        json.writeNumberField("area", truth.area());
        json.writeNumberField("iscrowd", truth.crowd() ? 1 : 0);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}
