package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vedette.detector.Box;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Label Studio: {@code tasks.json} with a task for each picture, whose rectangles are in percents.
 * Pictures are named as local files below the folder that Label Studio serves.
 */
final class LabelStudioWriter implements DatasetWriter {

  @Override
  public void write(Dataset dataset, Path folder) throws IOException {
    WholeFile.write(
        folder.resolve("tasks.json"),
        draft -> {
          try (JsonGenerator json =
              new JsonFactory().createGenerator(draft.toFile(), JsonEncoding.UTF8)) {
            json.writeStartArray();
            int id = 0;
            for (Sample sample : dataset.samples()) {
              json.writeRaw('\n');
              task(json, dataset, sample, ++id);
            }
            json.writeEndArray();
          }
        });
  }

  private static void task(JsonGenerator json, Dataset dataset, Sample sample, int id)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeObjectFieldStart("data");
    json.writeStringField(
        "image", "/data/local-files/?d=images/" + BoundedReader.name(sample.file()));
    json.writeEndObject();
    json.writeArrayFieldStart("annotations");
    json.writeStartObject();
    json.writeArrayFieldStart("result");
    int region = 0;
    for (Truth truth : sample.truths()) {
      json.writeStartObject();
      json.writeStringField("id", "r" + ++region);
      json.writeStringField("type", "rectanglelabels");
      json.writeStringField("from_name", "label");
      json.writeStringField("to_name", "image");
      json.writeNumberField("original_width", sample.width());
      json.writeNumberField("original_height", sample.height());
      json.writeNumberField("image_rotation", 0);
      value(json, sample, truth.box(), dataset.labels().get(truth.classId()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Sample sample, Box box, String label)
      throws IOException {
    json.writeObjectFieldStart("value");
    json.writeNumberField("x", 100.0 * box.x1() / sample.width());
    json.writeNumberField("y", 100.0 * box.y1() / sample.height());
    json.writeNumberField("width", 100.0 * box.width() / sample.width());
    json.writeNumberField("height", 100.0 * box.height() / sample.height());
    json.writeNumberField("rotation", 0);
    json.writeArrayFieldStart("rectanglelabels");
    json.writeString(label);
    json.writeEndArray();
    json.writeEndObject();
  }
}
