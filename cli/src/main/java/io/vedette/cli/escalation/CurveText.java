package io.vedette.cli.escalation;

import io.vedette.cli.escalation.Curve.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Curves as a Markdown table: a row a policy, a column a share. */
public final class CurveText {

  private CurveText() {}

  /**
   * @param what names the value: "F1"
   */
  public static String of(List<Curve> curves, String what, ToDoubleFunction<Point> value) {
    StringBuilder text = new StringBuilder("| " + what + " at upload of |");
    curves
        .get(0)
        .points()
        .forEach(
            point -> text.append(String.format(Locale.ROOT, " %.0f%% |", 100 * point.share())));
    text.append("\n|---|").append("---|".repeat(curves.get(0).points().size())).append('\n');
    for (Curve curve : curves) {
      String cells =
          curve.points().stream()
              .map(point -> String.format(Locale.ROOT, "%.3f", value.applyAsDouble(point)))
              .collect(Collectors.joining(" | "));
      text.append("| ").append(curve.policy()).append(" | ").append(cells).append(" |\n");
    }
    return text.toString();
  }
}
