package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.federated.autograd.FreeParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The terms by name: adding one means one file and one line here. */
public final class DistillationTerms {

  private interface Factory {
    DistillationTerm make(FreeParameters parameters, List<FeatureWidths> levels, Random random);
  }

  /** Whose inner tensors a term looks at. */
  private enum Looks {
    AT_LOGITS,
    AT_OWN_FEATURES,
    AT_BOTH_FEATURES,
    AT_BOTH_FEATURES_BY_ANCHOR
  }

  /**
   * A term that can be asked for.
   *
   * @param usual what it counts when nothing is said: for those that look at features, such that
   *     their gradients were a fifth to a half of the labels' in a small student halfway through
   *     its training
   */
  private record Entry(String name, double usual, Looks looks, Factory factory) {}

  private static final List<Entry> ALL =
      List.of(
          new Entry("logits", 1, Looks.AT_LOGITS, (p, l, r) -> new ClassLogitsLoss()),
          new Entry("boxes", 1, Looks.AT_LOGITS, (p, l, r) -> new BoxOverlapLoss()),
          new Entry("localization", 1, Looks.AT_LOGITS, (p, l, r) -> new LocalizationLoss()),
          new Entry("at", 0.5, Looks.AT_BOTH_FEATURES, (p, l, r) -> new AttentionTransferLoss()),
          new Entry("cwd", 1, Looks.AT_BOTH_FEATURES, ChannelWiseLoss::new),
          new Entry("mgd", 2e-4, Looks.AT_BOTH_FEATURES, MaskedGenerativeLoss::new),
          new Entry("imitate", 1, Looks.AT_BOTH_FEATURES_BY_ANCHOR, FeatureImitationLoss::new),
          new Entry("rkd", 1.5, Looks.AT_BOTH_FEATURES, (p, l, r) -> new RelationalDistanceLoss()),
          new Entry("rkd-angle", 2, Looks.AT_BOTH_FEATURES, (p, l, r) -> new RelationalAngleLoss()),
          new Entry("deep", 1, Looks.AT_OWN_FEATURES, (p, l, r) -> new DeepFeatureLoss()));

  /** What a student learns by when nothing is said. */
  public static final String USUAL = "logits,boxes,localization";

  private final Map<Entry, Double> chosen;

  private DistillationTerms(Map<Entry, Double> chosen) {
    this.chosen = chosen;
  }

  /**
   * Reads a choice such as {@code logits,cwd=0.5}: names, with what each counts where it is not the
   * usual.
   *
   * @throws DetectorException when a name is not known or a number is none
   */
  public static DistillationTerms parse(String text) throws DetectorException {
    Map<Entry, Double> chosen = new LinkedHashMap<>();
    for (String part : text.split(",")) {
      String[] pair = part.trim().split("=", 2);
      Entry entry =
          ALL.stream()
              .filter(e -> e.name().equals(pair[0]))
              .findFirst()
              .orElseThrow(
                  () ->
                      new DetectorException(
                          "'" + pair[0] + "' is no distillation loss; there are " + names()));
      chosen.put(entry, pair.length == 1 ? entry.usual() : weight(part, pair[1]));
    }
    return new DistillationTerms(chosen);
  }

  private static double weight(String part, String number) throws DetectorException {
    try {
      double weight = Double.parseDouble(number);
      if (weight >= 0 && weight <= 1e6) {
        return weight;
      }
    } catch (NumberFormatException e) {
      throw new DetectorException(part + ": '" + number + "' is no number", e);
    }
    throw new DetectorException(part + ": a weight is 0 to a million");
  }

  /** All names with what each usually counts, for help and errors. */
  public static String names() {
    return ALL.stream().map(e -> e.name() + "=" + e.usual()).collect(Collectors.joining(", "));
  }

  /** Whether the student's inner tensors are needed. */
  public boolean needsFeatures() {
    return chosen.keySet().stream().anyMatch(e -> e.looks() != Looks.AT_LOGITS);
  }

  /** Whether the inner tensors must have the head's own places. */
  boolean needsAnchors() {
    return chosen.keySet().stream().anyMatch(e -> e.looks() == Looks.AT_BOTH_FEATURES_BY_ANCHOR);
  }

  List<Weighted> make(FreeParameters parameters, List<FeatureWidths> levels, long seed) {
    List<Weighted> terms = new ArrayList<>();
    chosen.forEach(
        (entry, weight) ->
            terms.add(
                new Weighted(entry.factory().make(parameters, levels, new Random(seed)), weight)));
    return terms;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return chosen.entrySet().stream()
        .map(e -> e.getKey().name() + "=" + e.getValue())
        .collect(Collectors.joining(","));
  }

  /** A term and what it counts. */
  record Weighted(DistillationTerm term, double weight) {}
}
