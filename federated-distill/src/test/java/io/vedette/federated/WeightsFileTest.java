package io.vedette.federated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeightsFileTest {

  @TempDir Path folder;

  @Test
  void givesBackWhatWasWritten() throws Exception {
    Map<String, Weights.Values> byName = new LinkedHashMap<>();
    byName.put("conv \"1\".weight", new Weights.Values(new long[] {2, 3, 1, 1}, random(6)));
    byName.put("a.bias", new Weights.Values(new long[] {0}, new float[0]));
    byName.put("scalar", new Weights.Values(new long[0], new float[] {-0f}));
    Path file = folder.resolve("w.safetensors");

    WeightsFile.write(file, new Weights(byName));
    Weights read = WeightsFile.read(file);

    assertThat(read.byName().keySet()).containsExactlyElementsOf(byName.keySet());
    byName.forEach(
        (name, values) -> {
          assertThat(read.byName().get(name).shape()).isEqualTo(values.shape());
          assertThat(read.byName().get(name).data()).isEqualTo(values.data());
        });
    long header =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | cannot be at",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,16]}} | cannot be at",
        "{'a':{'dtype':'F32','shape':[4611686018427387904],'data_offsets':[0,8]}} | has shape",
        "{'a':{'dtype':'F32','shape':[1000000,1000000,1000000],'data_offsets':[0,8]}} | cannot be at",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | has shape",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | cannot be at",
        "{'a':{'dtype':'F16','shape':[4],'data_offsets':[0,8]}} | only F32 is read",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | leaves a hole",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | end at 4 of 8 bytes",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | overlaps",
        "{'a':{'dtype':'F32'}} | has no shape",
        "[1,2] | is no object",
        "{'a': | no safetensors file",
      })
  void refusesAHeaderThatCannotBe(String header, String why) throws Exception {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    Path file = Files.write(folder.resolve("bad.safetensors"), bytes.array());

    assertThatThrownBy(() -> WeightsFile.read(file))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
  }

  @Test
  void refusesAFileCutShortAnywhere() throws Exception {
    Path file = folder.resolve("w.safetensors");
    WeightsFile.write(
        file, new Weights(Map.of("w", new Weights.Values(new long[] {5}, random(5)))));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> WeightsFile.read(cut)).isInstanceOf(DetectorException.class);
    }
    assertThatThrownBy(() -> WeightsFile.read(folder.resolve("missing")))
        .isInstanceOf(DetectorException.class);
  }

  private static float[] random(int count) {
    Random random = new Random(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
