package io.vedette.federated.train;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.DetectorException;
import io.vedette.federated.Weights;
import io.vedette.federated.WeightsFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest {@link Checkpoint} of a training in one file: the weights as safetensors, the rest in
 * {@code state.json}. What was made of the trained weights afterwards can be kept beside them, by
 * name, until the next checkpoint replaces all.
 */
public final class CheckpointFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final String STATE = "state.json";
  private static final String KEPT = "kept/";

  private final ArchiveFile archive;

  CheckpointFile(Path file) {
    this.archive = new ArchiveFile(file);
  }

  /** What is beside the weights. */
  private record State(Origin origin, List<EpochReport> epochs) {}

  void save(Checkpoint checkpoint) throws IOException {
    Map<String, ArchiveFile.Content> entries = new LinkedHashMap<>();
    byte[] state = JSON.writeValueAsBytes(new State(checkpoint.origin(), checkpoint.epochs()));
    entries.put(STATE, out -> out.write(state));
    entries.put(entry("weights"), content(checkpoint.weights()));
    entries.put(entry("extras"), content(checkpoint.extras()));
    entries.put(entry("average"), content(checkpoint.average()));
    entries.put(entry("optimizer"), content(checkpoint.optimizer()));
    entries.put(entry("best"), content(checkpoint.best()));
    archive.write(entries);
  }

  private static String entry(String part) {
    return part + ".safetensors";
  }

  private static ArchiveFile.Content content(Weights weights) {
    return out -> WeightsFile.write(Channels.newChannel(out), weights);
  }

  /**
   * The newest finished epoch, if there is one.
   *
   * @param origin of the training that wants to go on from it
   * @throws DetectorException when it is damaged, or of another training
   */
  Optional<Checkpoint> newest(Origin origin) throws DetectorException {
    if (!archive.exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(origin));
    } catch (IOException e) {
      throw new DetectorException(
          archive.file() + ": the checkpoint is damaged (" + e.getMessage() + ")", e);
    }
  }

  private Checkpoint read(Origin origin) throws DetectorException, IOException {
    Map<String, byte[]> entries = new HashMap<>();
    archive.read(
        (name, bytes) -> {
          if (!name.startsWith(KEPT)) {
            entries.put(name, bytes);
          }
        });
    State state = JSON.readValue(taken(entries, STATE), State.class);
    List<String> differences = origin.differencesFrom(state.origin());
    if (!differences.isEmpty()) {
      throw new DetectorException(
          archive.file()
              + ": the checkpoint is of another training ("
              + String.join("; ", differences)
              + ")");
    }
    return new Checkpoint(
        state.origin(),
        weights(entries, "weights"),
        weights(entries, "extras"),
        weights(entries, "average"),
        weights(entries, "optimizer"),
        weights(entries, "best"),
        state.epochs());
  }

  private Weights weights(Map<String, byte[]> entries, String part)
      throws DetectorException, IOException {
    String name = entry(part);
    return WeightsFile.read(taken(entries, name), archive.file() + ": " + name);
  }

  /** Taken out, so that the bytes of one entry at a time are held beside the weights. */
  private static byte[] taken(Map<String, byte[]> entries, String name) throws IOException {
    byte[] bytes = entries.remove(name);
    if (bytes == null) {
      throw new IOException(name + " is missing");
    }
    return bytes;
  }

  /**
   * Keeps something that was made of the trained weights, until the next checkpoint.
   *
   * @param name of it; what had the name before is replaced
   */
  public void keep(String name, byte[] bytes) throws IOException {
    archive.add(KEPT + name, bytes);
  }

  /**
   * All that is kept, by name.
   *
   * @throws IOException when there is no checkpoint, or it is damaged
   */
  public Map<String, byte[]> kept() throws IOException {
    Map<String, byte[]> kept = new HashMap<>();
    archive.read(
        (name, bytes) -> {
          if (name.startsWith(KEPT)) {
            kept.put(name.substring(KEPT.length()), bytes);
          }
        });
    return kept;
  }
}
