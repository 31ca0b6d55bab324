package io.vedette.cli.detect;

import io.vedette.detector.Detection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Detections as one line for a person, as {@code dog 0.86, bicycle 0.80}. */
final class DetectionText {

  private DetectionText() {}

  static String of(List<Detection> detections) {
    return detections.isEmpty()
        ? "nothing"
        : detections.stream()
            .map(d -> String.format(Locale.ROOT, "%s %.2f", d.label(), d.score()))
            .collect(Collectors.joining(", "));
  }
}
