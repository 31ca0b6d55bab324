package io.vedette.edge.student;

import io.vedette.edge.disk.DataDirectory;
import io.vedette.edge.link.AssignmentRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders of students: {@code students/DEPLOYMENT}, each with slots, replay and round. */
final class StudentFolders {

  /** Folders of a student, which an agent had one of each in earlier releases. */
  private static final List<String> PARTS = List.of("slots", "replay", "round");

  private final Path root;

  private StudentFolders(Path root) {
    this.root = root;
  }

  /** Opens the folders; those of an earlier release become the default student's. */
  static StudentFolders open(DataDirectory data) throws IOException {
    StudentFolders folders = new StudentFolders(data.resolve("students"));
    Files.createDirectories(folders.root);
    for (String part : PARTS) {
      Path old = data.resolve(part);
      Path today = folders.of(AssignmentRequest.DEFAULT).resolve(part);
      if (Files.exists(old) && !Files.exists(today)) {
        Files.createDirectories(today.getParent());
        Files.move(old, today);
      }
    }
    return folders;
  }

  Path of(String deployment) {
    return root.resolve(deployment);
  }

  Path assignment() {
    return root.resolve("assignment.state");
  }

  /** Deployments that have one. */
  Set<String> deployments() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .collect(Collectors.toSet());
    }
  }

  void delete(String deployment) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(of(deployment))) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
