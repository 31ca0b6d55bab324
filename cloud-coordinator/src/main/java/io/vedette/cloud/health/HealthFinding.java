package io.vedette.cloud.health;

import java.util.Locale;

/**
 * One signal of a version.
 *
 * @param label the class that it is about; empty: all
 * @param before on the devices that moved, before they did
 * @param now on the devices that moved
 * @param others on the devices that have not moved, meanwhile; without an interval
 * @param least lower values are bad; negative infinity: none is
 * @param most higher values are bad; infinity: none is
 * @param outcome of this signal alone
 * @param devices where it is bad, at most a few names
 */
public record HealthFinding(
    HealthSignal signal,
    String label,
    FieldMean before,
    FieldMean now,
    FieldMean others,
    double least,
    double most,
    HealthVerdict outcome,
    String devices) {

  /** The same with an outcome that is no worse than this one. */
  HealthFinding atMost(HealthVerdict limit) {
    return outcome.compareTo(limit) <= 0
        ? this
        : new HealthFinding(signal, label, before, now, others, least, most, limit, "");
  }

  /** For people: "share of frames without an object: 0.05 before, 1.00 now (limit 0.42)". */
  public String words() {
    String what = label.isEmpty() ? signal.words() : signal.words() + " of class " + label;
    double limit = now.value() > before.value() ? most : least;
    return String.format(
        Locale.ROOT,
        "%s: %.2f before, %.2f now, limit %.2f%s",
        what,
        before.value(),
        now.value(),
        limit,
        devices.isEmpty() ? "" : ", on " + devices);
  }
}
