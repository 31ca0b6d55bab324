package io.vedette.edge.learn;

import io.vedette.edge.disk.DamagedFiles;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.disk.OldJsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of the running round; empty between rounds. */
final class RoundFolder {

  private final Path folder;

  RoundFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    OldJsonFile.rename(folder.resolve("round.json"), state());
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
    return folder.resolve("round.state");
  }

  void save(RoundState state) throws IOException {
    DurableFiles.write(state(), RoundFile.encode(state, folder));
  }

  /** The round that the last process was in; none when its file is damaged, and set aside. */
  Optional<RoundState> load() throws IOException {
    return DamagedFiles.readOrSetAside(
        state(), bytes -> RoundFile.decode(bytes, folder), "the round is not resumed");
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

  /** Deletes all files but damaged ones that were set aside: the round has ended. */
  void clear() throws IOException {
    Files.deleteIfExists(state());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> !DamagedFiles.isSetAside(f)).toList()) {
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
