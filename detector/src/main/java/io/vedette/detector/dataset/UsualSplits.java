package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a dataset that are trained on and measured on where nobody says which: train and
 * val. A dataset without val is measured on every {@link TenthByName tenth picture} of what is
 * trained on, which is left out of the training. Its test part is never touched.
 *
 * @param trained null for all of a dataset that is not split
 * @param measured null where a tenth of the others is
 */
public record UsualSplits(@Nullable String trained, @Nullable String measured) {

  /**
   * @throws DetectorException when the dataset is split, but none of its parts is called train
   */
  public static UsualSplits of(DatasetSource source) throws DetectorException {
    List<String> there = source.splits();
    if (there.isEmpty()) {
      return new UsualSplits(null, null);
    }
    String trained = first(SplitName.same("train"), there);
    if (trained == null) {
      throw new DetectorException(
          source.path()
              + ": none of its splits is called train; choose one with --split: "
              + String.join(", ", there));
    }
    boolean apart = !trained.equals("trainval");
    return new UsualSplits(trained, apart ? first(SplitName.same("val"), there) : null);
  }

  /**
   * Its val, if it has one: what to measure on in a dataset that is given for that; null for all.
   */
  public static @Nullable String measured(DatasetSource source) {
    return first(SplitName.same("val"), source.splits());
  }

  private static @Nullable String first(List<String> names, List<String> there) {
    return names.stream().filter(there::contains).findFirst().orElse(null);
  }

  /**
   * What a detector is judged on that was trained on the usual part: its val, or the tenth that
   * training leaves out; all of a dataset that is not split, as it is not known what it is for.
   */
  public static Dataset judged(DatasetSource source) throws DetectorException {
    if (source.splits().isEmpty()) {
      return source.labelled(null);
    }
    UsualSplits usual = of(source);
    return usual.measured == null
        ? TenthByName.of(source.labelled(usual.trained))
        : source.labelled(usual.measured);
  }
}
