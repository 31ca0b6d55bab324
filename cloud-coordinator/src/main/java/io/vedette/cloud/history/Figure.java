package io.vedette.cloud.history;

import io.vedette.cloud.history.Formula.Mean;
import io.vedette.cloud.history.Formula.Rate;
import io.vedette.cloud.history.Formula.Share;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What people ask for. */
public enum Figure {
  /** Frames that students answered. */
  FRAMES("frames", "1/s", new Rate(Measure.FRAMES)),
  /** Hard frames that were accepted. */
  ESCALATIONS("escalations", "1/s", new Rate(Measure.ESCALATIONS)),
  /** Of accepted pictures. */
  BYTES("bytes", "bytes/s", new Rate(Measure.BYTES)),
  VERDICTS("verdicts", "1/s", new Rate(Measure.VERDICTS)),
  /** Verdicts on frames that were chosen at random. */
  AUDITS("audits", "1/s", new Rate(Measure.AUDITS)),
  /** Accepted frames of those that students answered meanwhile. */
  SHARE("share", "", Share.of(List.of(Measure.ESCALATIONS), List.of(Measure.FRAMES))),
  /** What agents sent of what their budgets allowed. */
  BUDGET("budget", "", Share.of(List.of(Measure.SENT_BITS), List.of(Measure.ALLOWED_BITS))),
  LATENCY("latency", "ms", new Mean(Measure.LATENCY_P50)),
  LATENCY_P95("latency-p95", "ms", new Mean(Measure.LATENCY_P95)),
  VERDICT_DELAY("verdict-delay", "ms", new Mean(Measure.VERDICT_DELAY)),
  DEVICES("devices", "devices", new Mean(Measure.DEVICES_ONLINE)),
  CAMERAS("cameras", "cameras", new Mean(Measure.CAMERAS)),
  /** Frames that wait for a teacher. */
  WAITING("waiting", "frames", new Mean(Measure.WAITING)),
  /** Devices that can take part in a round. */
  TRAINABLE("trainable", "devices", new Mean(Measure.TRAINABLE)),
  /** Of the online devices, by version. */
  VERSIONS("versions", "", Share.of(List.of(Measure.RUNNING), List.of(Measure.DEVICES_ONLINE))),
  /** Field accuracy of the version that was audited last, with its interval; of deployments. */
  PRECISION("precision", "", new Mean(Measure.PRECISION)),
  RECALL("recall", "", new Mean(Measure.RECALL)),
  F1("f1", "", new Mean(Measure.F1));

  private final String label;
  private final String unit;
  private final Formula formula;

  Figure(String label, String unit, Formula formula) {
    this.label = label;
    this.unit = unit;
    this.formula = formula;
  }

  /** Its name on the wire and on the command line. */
  public String label() {
    return label;
  }

  /** Empty of a share of 0 to 1. */
  public String unit() {
    return unit;
  }

  Formula formula() {
    return formula;
  }

  /**
   * @throws IllegalArgumentException in one line, when there is none of this name
   */
  public static Figure ofLabel(String label) {
    return Arrays.stream(values())
        .filter(figure -> figure.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + label + "' is no figure; there are " + labels()));
  }

  /** The names of all. */
  public static String labels() {
    return Arrays.stream(values()).map(Figure::label).collect(Collectors.joining(", "));
  }
}
