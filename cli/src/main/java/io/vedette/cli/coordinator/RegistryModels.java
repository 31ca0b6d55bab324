package io.vedette.cli.coordinator;

import io.vedette.detector.DetectorException;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.wire.Digests;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Models of the registry as files: fetched from the coordinator and kept in a folder of the user's
 * cache by their digest, so that none is fetched twice. The newest 16 stay.
 */
public final class RegistryModels {

  private static final int KEPT = 16;

  private final Endpoint coordinator;
  private final Path folder;

  /**
   * @param folder the cache
   */
  public RegistryModels(Endpoint coordinator, Path folder) {
    this.coordinator = coordinator;
    this.folder = folder;
  }

  /** Of the coordinator that the environment names, or a demo that runs here. */
  public static RegistryModels here() {
    return of(CoordinatorChoice.NONE.endpoint(System.err::println));
  }

  /** Of a coordinator, kept in the user's cache. */
  public static RegistryModels of(Endpoint coordinator) {
    return new RegistryModels(coordinator, cache());
  }

  private static Path cache() {
    String cacheFolder = System.getenv("XDG_CACHE_HOME");
    Path base =
        cacheFolder == null || cacheFolder.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cacheFolder);
    return base.resolve("vedette").resolve("models");
  }

  /**
   * The file of a model.
   *
   * @param trains whether the command trains or changes it
   * @throws DetectorException in one line, when nobody answers, there is no such version or the
   *     cache cannot be written
   */
  public Path file(ModelReference reference, boolean trains) throws DetectorException {
    return file(reference, trains, manifest -> {});
  }

  /** What must be true of a version before its file is fetched. */
  public interface ManifestCheck {
    /**
     * @throws RegistryException in one line, when it is not
     */
    void check(Manifest manifest) throws RegistryException;
  }

  /** The same for a version that passes a check, of its signature for example. */
  public Path file(ModelReference reference, boolean trains, ManifestCheck check)
      throws DetectorException {
    try (CoordinatorClient registry = new CoordinatorClient(coordinator)) {
      Manifest manifest = registry.version(reference.version()).manifest();
      check.check(manifest);
      Artifact artifact = reference.in(manifest, trains);
      Files.createDirectories(folder);
      Path file = folder.resolve(artifact.sha256() + ".onnx");
      if (!Files.isRegularFile(file) || !Digests.sha256(file).equals(artifact.sha256())) {
        registry.artifacts().download(artifact.sha256(), artifact.size(), file);
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      trim();
      return file;
    } catch (IOException | RegistryException e) {
      throw new DetectorException(
          reference + " is no file here, and as a model of the registry: " + e.getMessage(), e);
    }
  }

  private void trim() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    files.sort(Comparator.comparing(RegistryModels::usedMs).reversed());
    for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
      Files.deleteIfExists(old);
    }
  }

  /** When it was used; a file that another process has just deleted was not. */
  private static long usedMs(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException gone) {
      return 0;
    }
  }
}
