package io.vedette.federated.train;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.DetectorException;
import io.vedette.federated.Weights;
import io.vedette.federated.WeightsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The newest {@link Checkpoint} on disk, in one of two places, {@code checkpoint-A} or {@code -B};
 * {@code checkpoint} names which, so that a process killed while writing leaves the older one
 * whole. A place has the weights as safetensors and the rest, with a checksum of each, in {@code
 * state.json}.
 */
record CheckpointFolder(Path folder) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final String POINTER = "checkpoint";
  private static final String STATE = "state.json";

  /** What is beside the weights. */
  private record State(Origin origin, List<EpochReport> epochs, Map<String, Long> checksums) {}

  void save(Checkpoint checkpoint) throws IOException {
    String name = current().map(c -> c.endsWith("A")).orElse(false) ? "B" : "A";
    Path place = Files.createDirectories(folder.resolve(POINTER + "-" + name));
    Map<String, Weights> parts =
        Map.of(
            "weights", checkpoint.weights(),
            "extras", checkpoint.extras(),
            "average", checkpoint.average(),
            "optimizer", checkpoint.optimizer(),
            "best", checkpoint.best());
    Map<String, Long> checksums = new TreeMap<>();
    for (Map.Entry<String, Weights> part : parts.entrySet()) {
      Path file = file(place, part.getKey());
      WeightsFile.write(file, part.getValue());
      checksums.put(part.getKey(), checksum(file));
    }
    State state = new State(checkpoint.origin(), checkpoint.epochs(), checksums);
    replace(place.resolve(STATE), JSON.writeValueAsBytes(state));
    byte[] pointer = place.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    replace(folder.resolve(POINTER), pointer);
  }

  /**
   * The newest finished epoch, if there is one.
   *
   * @param origin of the training that wants to go on from it
   * @throws DetectorException when it is damaged, or of another training
   */
  Optional<Checkpoint> newest(Origin origin) throws DetectorException {
    try {
      Optional<String> name = current();
      return name.isPresent()
          ? Optional.of(read(folder.resolve(name.get()), origin))
          : Optional.empty();
    } catch (IOException e) {
      String where = e.getMessage();
      throw new DetectorException(
          folder + ": its checkpoint is damaged (" + where + "); start again without --resume", e);
    }
  }

  private Checkpoint read(Path place, Origin origin) throws DetectorException, IOException {
    State state = JSON.readValue(place.resolve(STATE).toFile(), State.class);
    List<String> differences = origin.differencesFrom(state.origin());
    if (!differences.isEmpty()) {
      throw new DetectorException(
          folder
              + ": its checkpoint is of another training ("
              + String.join("; ", differences)
              + "); ask for the same again, or train into another folder");
    }
    return new Checkpoint(
        state.origin(),
        weights(place, "weights", state),
        weights(place, "extras", state),
        weights(place, "average", state),
        weights(place, "optimizer", state),
        weights(place, "best", state),
        state.epochs());
  }

  private static Weights weights(Path place, String part, State state)
      throws DetectorException, IOException {
    Path file = file(place, part);
    Long written = state.checksums().get(part);
    if (written == null || written != checksum(file)) {
      throw new IOException(file + " is not what was written");
    }
    return WeightsFile.read(file);
  }

  private Optional<String> current() throws IOException {
    Path pointer = folder.resolve(POINTER);
    return Files.exists(pointer)
        ? Optional.of(Files.readString(pointer).strip()).filter(n -> n.matches("checkpoint-[AB]"))
        : Optional.empty();
  }

  private static Path file(Path place, String part) {
    return place.resolve(part + ".safetensors");
  }

  private static long checksum(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(Files.readAllBytes(file));
    return checksum.getValue();
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
