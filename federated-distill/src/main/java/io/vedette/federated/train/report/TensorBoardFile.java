package io.vedette.federated.train.report;

import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.image.Pictures;
import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.TrainingProgress;
import io.vedette.federated.train.loss.LossParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * TensorBoard's event file. Every tenth step of an epoch and its last one have the loss since the
 * point before, the learning rate and the pace; every epoch its mean loss and accuracy.
 *
 * <p>A training that goes on begins a new file beside the old one, as TensorBoard expects, and
 * declares void what a killed epoch has left in it.
 */
final class TensorBoardFile implements ReportFile {

  private static final int STEPS_BETWEEN = 10;
  private static final int JPEG_QUALITY = 85;

  private final Path folder;
  private final Clock clock;
  private @Nullable RecordFile file;
  private IntervalLoss loss = new IntervalLoss();
  private long first;
  private long step;

  TensorBoardFile(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public void onStep(TrainingProgress progress) throws IOException {
    if (progress.step() == 1) {
      loss = new IntervalLoss();
    }
    step = (long) (progress.epoch() - 1) * progress.steps() + progress.step();
    first = first == 0 ? step : first;
    if (progress.step() % STEPS_BETWEEN != 0 && progress.step() != progress.steps()) {
      return;
    }
    Map<String, Double> values = byTag("loss/", loss.until(progress.step(), progress.loss()));
    values.put("pace/learning_rate", progress.learningRate());
    values.put("pace/examples_per_second", progress.examplesPerSecond());
    write(values);
  }

  @Override
  public void onEpoch(List<EpochReport> history, @Nullable Graph better) throws IOException {
    EpochReport report = history.get(history.size() - 1);
    Map<String, Double> values = byTag("epoch_loss/", report.loss());
    values.put("pace/epoch_seconds", report.seconds());
    if (report.measured()) {
      values.put("accuracy/AP50", report.ap50());
      values.put("accuracy/AP", report.ap());
    }
    write(values);
  }

  @Override
  public void onEnd() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  /** Shows a picture at the step that the training is at. */
  void picture(String tag, Picture picture) throws IOException {
    byte[] encoded = Pictures.encodeJpeg(picture, JPEG_QUALITY);
    open().write(now(step).picture(tag, picture, encoded));
  }

  private static Map<String, Double> byTag(String prefix, LossParts parts) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(prefix + "total", parts.total());
    parts.byName().forEach((name, value) -> values.put(prefix + name, value));
    return values;
  }

  private void write(Map<String, Double> values) throws IOException {
    open().write(now(step).scalars(values));
  }

  /** Opened by what is first written, so that a training with nothing left to do leaves no file. */
  private RecordFile open() throws IOException {
    RecordFile open = file;
    if (open == null) {
      open = new RecordFile(free());
      open.write(now(0).version());
      open.write(now(first).start());
      file = open;
    }
    return open;
  }

  private Path free() {
    long second = clock.instant().getEpochSecond();
    Path path;
    do {
      path = folder.resolve("events.out.tfevents." + second++ + "." + host() + ".vedette");
    } while (Files.exists(path));
    return path;
  }

  private TensorBoardEvent now(long at) {
    return new TensorBoardEvent(clock.millis() / 1000.0, at);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^\\w.-]", "_");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public String toString() {
    return folder + "/events.out.tfevents";
  }
}
