package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.runtime.FloatTensor;
import io.vedette.federated.train.example.Batch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherMemoryTest {

  private static final byte[] WHO = {1};

  @TempDir Path folder;

  private final List<Integer> asked = new ArrayList<>();

  /** Answers with twice the first pixel of each picture. */
  private List<FloatTensor> twice(Batch batch) {
    asked.add(batch.size());
    int size = batch.pixels().length / batch.size();
    float[] values = new float[batch.size() * 2];
    for (int i = 0; i < batch.size(); i++) {
      values[2 * i] = 2 * batch.pixels()[i * size];
      values[2 * i + 1] = i;
    }
    return List.of(FloatTensor.of(values, batch.size(), 2, 1, 1));
  }

  private static Batch batch(float... first) {
    float[] pixels = new float[first.length * 3];
    List<List<io.vedette.federated.train.example.Target>> targets = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      pixels[3 * i] = first[i];
      targets.add(List.of());
    }
    return new Batch(pixels, 1, 1, targets);
  }

  private RememberedOutputs outputs(byte[] who) throws Exception {
    return new RememberedOutputs(this::twice, who, TeacherMemory.at(folder, 1 << 20));
  }

  @Test
  void noPictureIsAskedAboutTwice() throws Exception {
    RememberedOutputs outputs = outputs(WHO);
    outputs.of(batch(1, 2));

    float[] answer = outputs.of(batch(2, 5, 1)).get(0).values();

    assertThat(asked).containsExactly(2, 1);
    assertThat(new float[] {answer[0], answer[2], answer[4]}).containsExactly(4, 10, 2);
    assertThat(outputs.hits()).isEqualTo(2);
    assertThat(outputs.misses()).isEqualTo(3);
    assertThat(outputs(WHO).of(batch(5)).get(0).shape()).containsExactly(1, 2, 1, 1);
    assertThat(asked).as("a second training knows them too").hasSize(2);
  }

  @Test
  void anotherTeacherIsAskedItself() throws Exception {
    outputs(WHO).of(batch(1));
    outputs(new byte[] {2}).of(batch(1));

    assertThat(asked).containsExactly(1, 1);
  }

  @Test
  void aDamagedAnswerIsAskedForAgain() throws Exception {
    outputs(WHO).of(batch(1));
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }

    assertThat(outputs(WHO).of(batch(1)).get(0).values()[0]).isEqualTo(2);
    assertThat(asked).hasSize(2);
  }

  @Test
  void theOldestGoWhereThereIsNoRoom() throws Exception {
    List<FloatTensor> answer = List.of(FloatTensor.of(new float[100], 100));
    long size = RememberedAnswer.write(answer).length;
    TeacherMemory memory = TeacherMemory.at(folder, 3 * size);
    for (String key : List.of("a", "b", "c", "d")) {
      memory.put(key, answer);
    }

    assertThat(memory.get("a")).isEmpty();
    assertThat(memory.get("d")).isPresent();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void halvesKeepThreeDigits() {
    for (float value : new float[] {0, 1, -2.5f, 0.1f, 1234, 6e-5f, -3e-6f, 65504}) {
      float back = HalfFloats.toFloat(HalfFloats.of(value));
      assertThat(back).isCloseTo(value, within(Math.max(3e-8f, Math.abs(value) * 5e-4f)));
    }
    assertThat(HalfFloats.toFloat(HalfFloats.of(1e6f))).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(HalfFloats.toFloat(HalfFloats.of(Float.NaN))).isNaN();
  }
}
