package io.vedette.cloud.fleet;

import java.util.List;
import java.util.Map;

/**
 * What a student answered, as the device counts it since its model took its place or its process
 * started.
 *
 * @param frames that the model looked at
 * @param empty of these, without an object that is shown
 * @param objects that are shown
 * @param scoreSum of their scores
 * @param latencies frames by their time: bucket i holds times up to {@code 2^(i/4)} milliseconds
 * @param classes objects by label, the most frequent ones
 * @param failed frames that the model failed on, since the process started
 * @param dropped frames that came too fast, since the process started
 */
public record ReportedField(
    long frames,
    long empty,
    long objects,
    double scoreSum,
    List<Long> latencies,
    Map<String, Long> classes,
    long failed,
    long dropped) {

  public static final ReportedField NONE = new ReportedField(0, 0, 0, 0, List.of(), Map.of(), 0, 0);

  public ReportedField {
    latencies = List.copyOf(latencies);
    classes = Map.copyOf(classes);
  }
}
