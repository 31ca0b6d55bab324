package io.vedette.federated.train.fewshot;

import io.vedette.detector.Box;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.image.Pictures;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Grey pictures with a few blocks of different colours, one in each quarter. */
final class Blocks {

  static final List<String> LABELS = List.of("light", "dark", "red", "green", "blue", "yellow");
  static final int SIDE = 96;

  private static final int[][] BGR = {
    {225, 225, 225}, {20, 20, 20}, {30, 30, 200}, {40, 180, 40}, {200, 60, 30}, {30, 210, 220}
  };

  private Blocks() {}

  /** A network that is just large enough for them. */
  static Graph tiny(List<String> labels) {
    return Yolo11.build(
        new Yolo11.Choices(labels, SIDE, 0.5, 0.125, 256, Activation.RELU, 8, false, false), 1);
  }

  /** Pictures with blocks of some of the classes, every one labelled. */
  static Dataset write(Path folder, int count, long seed, int... classes) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bgr = new byte[SIDE * SIDE * 3];
      Arrays.fill(bgr, (byte) (100 + random.nextInt(40)));
      List<Truth> truths = new ArrayList<>();
      for (int quarter = 0; quarter < 4; quarter++) {
        if (random.nextInt(4) > 0) {
          int id = classes[random.nextInt(classes.length)];
          truths.add(Truth.of(block(bgr, quarter, BGR[id], random), id));
        }
      }
      Path file = folder.resolve("blocks" + i + ".png");
      Pictures.write(file, new Picture(SIDE, SIDE, bgr));
      samples.add(new Sample("" + i, file, SIDE, SIDE, truths));
    }
    return new Dataset(folder.getFileName().toString(), LABELS, samples);
  }

  private static Box block(byte[] bgr, int quarter, int[] colour, Random random) {
    int half = SIDE / 2;
    int width = 14 + random.nextInt(24);
    int height = 14 + random.nextInt(24);
    int left = quarter % 2 * half + random.nextInt(half - width);
    int top = quarter / 2 * half + random.nextInt(half - height);
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          bgr[(y * SIDE + x) * 3 + channel] =
              (byte) Math.max(0, Math.min(255, colour[channel] + random.nextInt(21) - 10));
        }
      }
    }
    return new Box(left, top, left + width, top + height);
  }

  /** The same pictures with labels for some classes only, and no word of the others. */
  static Dataset labelledFor(Dataset blocks, int first, int end) {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : blocks.samples()) {
      List<Truth> truths =
          sample.truths().stream()
              .filter(t -> t.classId() >= first && t.classId() < end)
              .map(t -> Truth.of(t.box(), t.classId() - first))
              .toList();
      samples.add(new Sample(sample.id(), sample.file(), SIDE, SIDE, truths));
    }
    return new Dataset(blocks.name(), LABELS.subList(first, end), samples);
  }
}
