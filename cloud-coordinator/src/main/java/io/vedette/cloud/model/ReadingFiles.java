package io.vedette.cloud.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files by which a reading process and its parent speak, in a folder of their own. */
final class ReadingFiles {

  static final String FP32 = "fp32.onnx";
  static final String TRAINING = "training.onnx";
  static final String LABELS = "labels.txt";

  private static final String QUESTION = "question.json";
  private static final String ANSWER = "answer.json";
  private static final String MODEL = "model.onnx";

  /** The spec of 4,096 long labels fits. */
  private static final long MAX_ANSWER_BYTES = 4 << 20;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private ReadingFiles() {}

  static Path model(Path folder) {
    return folder.resolve(MODEL);
  }

  static void write(Path folder, ModelQuestion question) throws IOException {
    Files.write(folder.resolve(QUESTION), JSON.writeValueAsBytes(question));
  }

  static ModelQuestion question(Path folder) throws IOException {
    return JSON.readValue(Files.readAllBytes(folder.resolve(QUESTION)), ModelQuestion.class);
  }

  /** An answer that is there is whole. */
  static void write(Path folder, ReadModel answer) throws IOException {
    Path part = folder.resolve(ANSWER + ".part");
    Files.write(part, JSON.writeValueAsBytes(answer));
    Files.move(part, folder.resolve(ANSWER), StandardCopyOption.ATOMIC_MOVE);
  }

  static boolean isAnswered(Path folder) {
    return Files.exists(folder.resolve(ANSWER));
  }

  static ReadModel answer(Path folder) throws IOException {
    Path file = folder.resolve(ANSWER);
    if (Files.size(file) > MAX_ANSWER_BYTES) {
      throw new IOException("what was found is larger than " + MAX_ANSWER_BYTES + " bytes");
    }
    return JSON.readValue(Files.readAllBytes(file), ReadModel.class);
  }
}
