package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.runtime.FloatTensor;
import io.vedette.federated.train.example.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedOutputsTest {

  @TempDir Path folder;
  private final List<Integer> asked = new ArrayList<>();

  /** Answers with twice the first value of every picture, and notes how many it is asked about. */
  private List<FloatTensor> twice(Batch batch) {
    asked.add(batch.size());
    float[] values = new float[batch.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * batch.pixels()[i * 3];
    }
    return List.of(FloatTensor.of(values, values.length, 1, 1, 1));
  }

  /** Pictures of one pixel. */
  private static Batch batch(float... first) {
    float[] pixels = new float[first.length * 3];
    for (int i = 0; i < first.length; i++) {
      pixels[3 * i] = first[i];
    }
    return new Batch(pixels, 1, 1, Collections.nCopies(first.length, List.of()));
  }

  private RememberedOutputs remembered(int identity) throws Exception {
    return new RememberedOutputs(
        this::twice, new byte[] {(byte) identity}, TeacherMemory.at(folder, 1 << 20));
  }

  @Test
  void onlyWhatIsNewIsAskedInOneCallAndAllComesBackInOrder() throws Exception {
    RememberedOutputs outputs = remembered(1);
    outputs.of(batch(2, 4));

    List<FloatTensor> answer = outputs.of(batch(1, 4, 3, 2));

    assertThat(asked).containsExactly(2, 2);
    assertThat(answer.get(0).shape()).containsExactly(4, 1, 1, 1);
    assertThat(answer.get(0).values()).containsExactly(2, 8, 6, 4);
    assertThat(outputs.hits()).isEqualTo(2);
    assertThat(outputs.misses()).isEqualTo(4);
  }

  @Test
  void anotherTeacherIsAskedAgain() throws Exception {
    remembered(1).of(batch(2));
    remembered(1).of(batch(2));
    remembered(2).of(batch(2));

    assertThat(asked).containsExactly(1, 1);
  }

  @Test
  void aFreshAnswerIsTheRememberedOne() throws Exception {
    float third = 1 / 3f;
    float[] fresh = remembered(1).of(batch(third)).get(0).values();
    float[] known = remembered(1).of(batch(third)).get(0).values();

    assertThat(asked).containsExactly(1);
    assertThat(fresh).isEqualTo(known);
  }
}
