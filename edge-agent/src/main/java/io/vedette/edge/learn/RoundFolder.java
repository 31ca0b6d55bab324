package io.vedette.edge.learn;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.edge.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of the running round; empty between rounds. */
final class RoundFolder {

  /** Fields that a later release dropped are ignored. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path folder;

  RoundFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  Path base() {
    return folder.resolve("base.onnx");
  }

  Path dataset() {
    return folder.resolve("dataset");
  }

  Path output() {
    return folder.resolve("output");
  }

  private Path state() {
    return folder.resolve("round.json");
  }

  void save(RoundState state) throws IOException {
    DurableFiles.write(state(), JSON.writeValueAsBytes(state));
  }

  /** The round that the last process was in, if any. */
  Optional<RoundState> load() throws IOException {
    return Files.exists(state())
        ? Optional.of(JSON.readValue(state().toFile(), RoundState.class))
        : Optional.empty();
  }

  /** COCO JSON, written when the dataset is complete. */
  Path annotations() {
    return dataset().resolve("annotations.json");
  }

  /** Deletes the files of an earlier training. */
  void clearTraining() throws IOException {
    delete(dataset());
    delete(output());
    Files.createDirectories(output());
  }

  /** Deletes all files: the round has ended. */
  void clear() throws IOException {
    Files.deleteIfExists(state());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        delete(file);
      }
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(root)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
