package io.vedette.detector.dataset;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * Every tenth picture, chosen by a hash of its file's name: whichever pictures come or go, a
 * picture is always among them or never. Copies that an export made of one picture, {@code
 * name.rf.1a2b.jpg}, stay together.
 */
public final class TenthByName {

  private static final int SHARE = 10;

  private TenthByName() {}

  /** The tenth; may be empty. */
  public static Dataset of(Dataset all) {
    return kept(all, TenthByName::contains);
  }

  /** The nine tenths. */
  public static Dataset othersOf(Dataset all) {
    return kept(all, sample -> !contains(sample));
  }

  private static Dataset kept(Dataset all, Predicate<Sample> which) {
    return all.withSamples(all.samples().stream().filter(which).toList());
  }

  private static boolean contains(Sample sample) {
    String name = BoundedReader.name(sample.file()).replaceFirst("\\.rf\\..*", "");
    CRC32 hash = new CRC32();
    hash.update(name.getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % SHARE == 0;
  }
}
