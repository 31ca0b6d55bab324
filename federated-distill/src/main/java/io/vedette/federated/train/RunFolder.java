package io.vedette.federated.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a training leaves on disk.
 *
 * <ul>
 *   <li>{@code config.json}: what was asked for
 *   <li>{@code metrics.csv}: one line an epoch
 *   <li>{@code training.onnx}: the best averaged weights so far
 *   <li>{@code checkpoint}, {@code checkpoint-A}, {@code -B}: the newest finished epoch, see {@link
 *       CheckpointFolder}
 *   <li>{@code run.lock}: held while a training is at work here
 * </ul>
 */
public final class RunFolder {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /** Uses a folder, made when it is missing. */
  public static RunFolder at(Path folder) throws DetectorException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DetectorException(folder + ": cannot be made: " + e.getMessage(), e);
    }
    return new RunFolder(folder);
  }

  /** Where the trained graph is. */
  public Path training() {
    return folder.resolve("training.onnx");
  }

  /** Keeps other trainings out until it is closed. */
  FolderLock lock() throws DetectorException {
    return FolderLock.on(folder);
  }

  /** Notes what made the model. */
  public void describe(Map<String, Object> config) throws DetectorException {
    try (FolderLock lock = lock()) {
      replace(folder.resolve("config.json"), JSON.writeValueAsBytes(config));
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  void best(Graph graph) throws DetectorException {
    try {
      graph.write(training());
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  void save(Checkpoint checkpoint) throws DetectorException {
    try {
      checkpoints().save(checkpoint);
      replace(folder.resolve("metrics.csv"), csv(checkpoint.epochs()).getBytes(utf8()));
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /**
   * The newest finished epoch, if there is one.
   *
   * @param origin of the training that wants to go on from it
   * @throws DetectorException when it is damaged, or of another training
   */
  Optional<Checkpoint> newest(Origin origin) throws DetectorException {
    return checkpoints().newest(origin);
  }

  private CheckpointFolder checkpoints() {
    return new CheckpointFolder(folder);
  }

  private static String csv(List<EpochReport> epochs) {
    StringBuilder csv =
        new StringBuilder("epoch,box,classes,distribution,extra,ap50,ap,seconds,rate\n");
    for (EpochReport e : epochs) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%.5f,%.5f,%.5f,%.5f,%.4f,%.4f,%.1f,%.6g%n",
              e.epoch(),
              e.loss().box(),
              e.loss().classes(),
              e.loss().distribution(),
              e.loss().extra(),
              e.ap50(),
              e.ap(),
              e.seconds(),
              e.learningRate()));
    }
    return csv.toString();
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static java.nio.charset.Charset utf8() {
    return java.nio.charset.StandardCharsets.UTF_8;
  }

  private DetectorException notWritten(IOException e) {
    return new DetectorException(
        folder + ": cannot be written (" + e.getMessage() + "); make room or give another --output",
        e);
  }
}
