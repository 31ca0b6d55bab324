package io.vedette.detector.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a session runs on, and why on nothing else.
 *
 * @param asked execution providers in order of preference, as the user wrote them
 * @param loaded those that were added, in that order; "cpu" is always the last
 * @param refused the others that were asked for, each with the reason in a few words
 */
public record ProviderReport(List<String> asked, List<String> loaded, Map<String, String> refused) {

  public ProviderReport {
    asked = List.copyOf(asked);
    loaded = List.copyOf(loaded);
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
  }

  /** Whether anything but the plain processor may run a node of the graph. */
  public boolean accelerated() {
    return loaded.size() > 1;
  }

  /** The same report when what was loaded cannot run the graph after all. */
  ProviderReport onlyCpu(String reason) {
    Map<String, String> reasons = new LinkedHashMap<>(refused);
    loaded.stream().filter(name -> !name.equals("cpu")).forEach(name -> reasons.put(name, reason));
    return new ProviderReport(asked, List.of("cpu"), reasons);
  }

  /** As {@code cuda, cpu (tensorrt: this ONNX Runtime package has none)}. */
  @Override
  public String toString() {
    List<String> reasons = new ArrayList<>();
    refused.forEach((name, reason) -> reasons.add(name + ": " + reason));
    String on = String.join(", ", loaded);
    return reasons.isEmpty() ? on : on + " (" + String.join("; ", reasons) + ")";
  }
}
