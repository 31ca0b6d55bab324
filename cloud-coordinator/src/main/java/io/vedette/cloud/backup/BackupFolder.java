package io.vedette.cloud.backup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.cloud.backup.BackupManifest.StoredFile;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.blob.StoredBlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of backups: {@code 20261201-074500Z}, and {@code artifacts} that they share. */
final class BackupFolder {

  /** No artifact is larger, bytes. */
  private static final long MAX_ARTIFACT = 1L << 30;

  private static final long MAX_MANIFEST = 256L << 20;
  private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}Z(-\\d+)?");
  private static final DateTimeFormatter NAMED =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String PART = ".part";

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  BackupFolder(Path folder) {
    this.folder = folder;
  }

  BlobStore artifacts() throws IOException {
    CopiedFiles.makeFolder(folder);
    return BlobStore.open(folder.resolve("artifacts"), MAX_ARTIFACT);
  }

  /** A name that no backup has. */
  String name(long nowMs) {
    String name = NAMED.format(Instant.ofEpochMilli(nowMs));
    int number = 1;
    String free = name;
    while (Files.exists(folder.resolve(free))) {
      free = name + "-" + ++number;
    }
    return free;
  }

  /** Where a backup is written; what an earlier attempt left there is deleted. */
  Path part(String name) throws IOException {
    Path part = folder.resolve(name + PART);
    delete(part);
    return part;
  }

  /** A written backup gets its name: only whole ones have one. */
  void finish(String name) throws IOException {
    Files.move(folder.resolve(name + PART), folder.resolve(name));
  }

  Path of(String name) {
    return folder.resolve(name);
  }

  /** Names, the newest first. */
  List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .sorted((a, b) -> b.compareTo(a))
          .toList();
    }
  }

  /**
   * Reads the manifest of a backup.
   *
   * @throws IOException in one line: there is none, or it cannot be read
   */
  static BackupManifest manifest(Path backup) throws IOException {
    Path file = backup.resolve(BackupManifest.NAME);
    if (!Files.isRegularFile(file)) {
      throw new IOException(backup + ": no backup; it has no " + BackupManifest.NAME);
    }
    if (Files.size(file) > MAX_MANIFEST) {
      throw new IOException(file + ": larger than a manifest");
    }
    try {
      return JSON.readValue(file.toFile(), BackupManifest.class);
    } catch (IOException | RuntimeException e) {
      throw new IOException(file + ": cannot be read; the backup is damaged", e);
    }
  }

  Optional<BackupManifest> find(String name) {
    try {
      return Optional.of(manifest(of(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Deletes backups beyond the newest, what was cut short, and artifacts that none of the kept ones
   * names. Nothing is deleted when a kept one cannot be read.
   */
  void keep(int newest) throws IOException {
    List<String> names = names();
    Set<String> named = new HashSet<>();
    for (String name : names.subList(0, Math.min(newest, names.size()))) {
      manifest(of(name)).artifacts().stream().map(StoredFile::sha256).forEach(named::add);
    }
    for (String old : names.subList(Math.min(newest, names.size()), names.size())) {
      delete(of(old));
    }
    for (Path part : parts()) {
      delete(part);
    }
    BlobStore artifacts = artifacts();
    try {
      for (StoredBlob blob : artifacts.blobs()) {
        if (!named.contains(blob.sha256())) {
          artifacts.delete(blob.sha256());
        }
      }
    } catch (RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(path -> path.getFileName().toString().endsWith(PART))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder)) {
      found.forEach(all::add);
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.delete(all.get(i));
    }
  }
}
