package io.vedette.federated.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.WeightsFile;
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
 *   <li>{@code checkpoint-A} or {@code -B}: the newest finished epoch; {@code checkpoint} names
 *       which, so that a process killed while writing leaves the older one whole
 * </ul>
 */
public final class RunFolder {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String POINTER = "checkpoint";

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

  /** Notes what made the model. */
  public void describe(Map<String, Object> config) throws DetectorException {
    try {
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
      String name = current().map(c -> c.endsWith("A")).orElse(false) ? "B" : "A";
      Path target = folder.resolve(POINTER + "-" + name);
      Files.createDirectories(target);
      WeightsFile.write(target.resolve("weights.safetensors"), checkpoint.weights());
      WeightsFile.write(target.resolve("average.safetensors"), checkpoint.average());
      WeightsFile.write(target.resolve("optimizer.safetensors"), checkpoint.optimizer());
      WeightsFile.write(target.resolve("best.safetensors"), checkpoint.best());
      replace(target.resolve("epochs.json"), JSON.writeValueAsBytes(checkpoint.epochs()));
      replace(folder.resolve(POINTER), target.getFileName().toString().getBytes(utf8()));
      replace(folder.resolve("metrics.csv"), csv(checkpoint.epochs()).getBytes(utf8()));
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /** The newest finished epoch, if there is one. */
  Optional<Checkpoint> newest() throws DetectorException {
    try {
      Optional<String> name = current();
      if (name.isEmpty()) {
        return Optional.empty();
      }
      Path from = folder.resolve(name.get());
      EpochReport[] epochs =
          JSON.readValue(from.resolve("epochs.json").toFile(), EpochReport[].class);
      return Optional.of(
          new Checkpoint(
              WeightsFile.read(from.resolve("weights.safetensors")),
              WeightsFile.read(from.resolve("average.safetensors")),
              WeightsFile.read(from.resolve("optimizer.safetensors")),
              WeightsFile.read(from.resolve("best.safetensors")),
              List.of(epochs)));
    } catch (JsonProcessingException e) {
      throw new DetectorException(
          folder + ": the checkpoint is damaged; start again without --resume", e);
    } catch (IOException e) {
      throw new DetectorException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private Optional<String> current() throws IOException {
    Path pointer = folder.resolve(POINTER);
    return Files.exists(pointer)
        ? Optional.of(Files.readString(pointer).strip()).filter(n -> n.matches("checkpoint-[AB]"))
        : Optional.empty();
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
