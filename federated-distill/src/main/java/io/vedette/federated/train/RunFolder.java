package io.vedette.federated.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of a training.
 *
 * <ul>
 *   <li>{@code config.json}: the options
 *   <li>{@code metrics.csv}: one line an epoch
 *   <li>{@code training.onnx}: the best averaged weights so far
 *   <li>{@code checkpoint.zip}: the newest finished epoch, see {@link CheckpointFile}
 *   <li>{@code run.lock}: locked while a training uses the folder
 * </ul>
 */
public final class RunFolder {

  /** Name of the file that a training goes on from. */
  public static final String CHECKPOINT = "checkpoint.zip";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A process that was killed gives its lock back within moments. */
  private static final Duration PREDECESSOR = Duration.ofSeconds(30);

  private final Path folder;

  /** Receives why a checkpoint cannot be used; null if that is an error. */
  private final @Nullable Consumer<String> ignored;

  private RunFolder(Path folder, @Nullable Consumer<String> ignored) {
    this.folder = folder;
    this.ignored = ignored;
  }

  /** Uses a folder, made when it is missing. */
  public static RunFolder at(Path folder) throws DetectorException {
    return new RunFolder(made(folder), null);
  }

  /**
   * A folder of a job that nobody watches: a checkpoint that is damaged or of another training is
   * ignored, and a predecessor that is just being killed is waited for.
   *
   * @param ignored receives why, in one line
   */
  public static RunFolder unattended(Path folder, Consumer<String> ignored)
      throws DetectorException {
    return new RunFolder(made(folder), ignored);
  }

  private static Path made(Path folder) throws DetectorException {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new RunFolderException(folder + ": cannot be made: " + e.getMessage(), e);
    }
  }

  /** Where the trained graph is. */
  public Path training() {
    return folder.resolve("training.onnx");
  }

  /** The newest finished epoch. */
  public CheckpointFile checkpoint() {
    return new CheckpointFile(folder.resolve(CHECKPOINT));
  }

  /** Keeps other trainings out until it is closed. */
  FolderLock lock() throws DetectorException {
    return FolderLock.on(folder, ignored == null ? Duration.ZERO : PREDECESSOR);
  }

  /** Records what made the model. */
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
      checkpoint().save(checkpoint);
      replace(
          folder.resolve("metrics.csv"), csv(checkpoint.epochs()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /**
   * The newest finished epoch, if there is one to go on from.
   *
   * @param origin of the training that wants to go on from it
   * @throws DetectorException when it is damaged, or of another training, and somebody watches
   */
  Optional<Checkpoint> newest(Origin origin) throws DetectorException {
    try {
      return checkpoint().newest(origin);
    } catch (DetectorException e) {
      if (ignored == null) {
        String advice =
            "; ask for the same training again, start again without --resume, or give another"
                + " --output";
        throw new DetectorException(e.getMessage() + advice, e);
      }
      ignored.accept("training starts from its beginning: " + e.getMessage());
      return Optional.empty();
    }
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

  private RunFolderException notWritten(IOException e) {
    return new RunFolderException(
        folder + ": cannot be written (" + e.getMessage() + "); make room or give another --output",
        e);
  }
}
