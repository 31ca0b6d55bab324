package io.vedette.federated.train.example;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.image.Letterbox;
import io.vedette.detector.image.Pictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as a network sees it: decoded, fitted into the input, labels turned into the network's
 * own. Pictures are kept in memory up to a limit; what is beyond it is read again every time.
 *
 * <p>Used by one thread at a time.
 */
public final class Examples {

  private final Dataset dataset;
  private final InputSpec input;
  private final int[] classIds;
  private final @Nullable Example[] kept;

  /** For each place the first at which the same sample stands: what comes often is read once. */
  private final int[] first;

  private long room;

  /**
   * @param labels of the network
   * @param cacheBytes limit of the pictures kept
   * @throws DetectorException when the dataset has a label that the network does not know
   */
  public Examples(Dataset dataset, InputSpec input, List<String> labels, long cacheBytes)
      throws DetectorException {
    this.dataset = dataset;
    this.input = input;
    this.room = cacheBytes;
    this.kept = new Example[dataset.samples().size()];
    this.first = firsts(dataset.samples());
    this.classIds = new int[dataset.labels().size()];
    for (int i = 0; i < classIds.length; i++) {
      classIds[i] = labels.indexOf(dataset.labels().get(i));
      if (classIds[i] < 0) {
        throw new DetectorException(
            dataset.name()
                + ": label '"
                + dataset.labels().get(i)
                + "' is none of the model's "
                + labels
                + "; rename it or train a model for these labels");
      }
    }
    if (kept.length == 0) {
      throw new DetectorException(dataset.name() + ": no pictures to train on");
    }
  }

  private static int[] firsts(List<Sample> samples) {
    Map<Sample, Integer> seen = new IdentityHashMap<>();
    int[] first = new int[samples.size()];
    for (int i = 0; i < first.length; i++) {
      Integer before = seen.putIfAbsent(samples.get(i), i);
      first[i] = before == null ? i : before;
    }
    return first;
  }

  public int size() {
    return kept.length;
  }

  public Example get(int place) {
    int index = first[place];
    Example example = kept[index];
    if (example == null) {
      example = load(dataset.samples().get(index));
      room -= example.picture().bgr().length;
      if (room >= 0) {
        kept[index] = example;
      }
    }
    return example;
  }

  private Example load(Sample sample) {
    Picture picture;
    try {
      picture = sample.picture();
    } catch (DetectorException e) {
      throw new UnreadableExampleException(e);
    }
    Letterbox letterbox = Letterbox.of(picture.width(), picture.height(), input);
    List<Target> targets = new ArrayList<>();
    for (Truth truth : sample.truths()) {
      Box box = letterbox.toInput(truth.box()).clip(input.width(), input.height());
      if (!truth.crowd() && box.width() >= 1 && box.height() >= 1) {
        targets.add(new Target(box, classIds[truth.classId()]));
      }
    }
    return new Example(fit(picture, letterbox), targets);
  }

  private Picture fit(Picture picture, Letterbox letterbox) {
    Picture scaled = Pictures.resize(picture, letterbox.width(), letterbox.height());
    if (scaled.width() == input.width() && scaled.height() == input.height()) {
      return scaled;
    }
    byte[] bgr = new byte[input.width() * input.height() * 3];
    Arrays.fill(bgr, (byte) input.padValue());
    for (int y = 0; y < scaled.height(); y++) {
      System.arraycopy(
          scaled.bgr(),
          y * scaled.width() * 3,
          bgr,
          ((y + letterbox.top()) * input.width() + letterbox.left()) * 3,
          scaled.width() * 3);
    }
    return new Picture(input.width(), input.height(), bgr);
  }
}
