package io.vedette.detector.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.vedette.detector.DetectorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds execution providers to a session as far as they are there. */
final class Providers {

  /** In place of names: all that this platform may have, in order of preference. */
  static final String AUTO = "auto";

  private static final String ABSENT = "this ONNX Runtime package has none";

  private Providers() {}

  /**
   * Adds what can be added.
   *
   * @throws DetectorException when a name is no provider's
   */
  static ProviderReport add(List<String> asked, OrtEnvironment environment, SessionOptions options)
      throws DetectorException {
    List<String> loaded = new ArrayList<>();
    Map<String, String> refused = new LinkedHashMap<>();
    for (Provider provider : wanted(asked, Platform.here())) {
      Optional<String> reason = add(provider, environment, options);
      if (reason.isPresent()) {
        refused.put(provider.word(), reason.get());
      } else {
        loaded.add(provider.word());
      }
    }
    return new ProviderReport(asked, loaded, refused);
  }

  /** The providers behind the names, the processor last. */
  static Set<Provider> wanted(List<String> asked, Platform platform) throws DetectorException {
    Set<Provider> wanted = new LinkedHashSet<>();
    for (String name : asked) {
      if (name.equals(AUTO)) {
        wanted.addAll(Provider.on(platform));
      } else {
        wanted.add(Provider.named(name).orElseThrow(() -> unknown(name)));
      }
    }
    wanted.remove(Provider.CPU);
    wanted.add(Provider.CPU);
    return wanted;
  }

  /** Adds one; why not, if it cannot be. */
  private static Optional<String> add(
      Provider provider, OrtEnvironment environment, SessionOptions options) {
    try {
      boolean compiledIn =
          OrtEnvironment.getAvailableProviders().stream()
              .anyMatch(p -> p.getName().equals(provider.runtimeName()));
      if (compiledIn && provider.loader().isPresent()) {
        provider.loader().get().addTo(options);
        return Optional.empty();
      }
      List<OrtEpDevice> devices =
          environment.getEpDevices().stream()
              .filter(d -> d.getEpName().equals(provider.runtimeName()))
              .toList();
      if (devices.isEmpty()) {
        return Optional.of(ABSENT);
      }
      options.addExecutionProvider(devices, Map.of());
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(OnnxSession.oneLine(e));
    }
  }

  private static DetectorException unknown(String name) {
    return new DetectorException(
        "no execution provider '"
            + name
            + "'; give "
            + AUTO
            + " or some of "
            + Arrays.stream(Provider.values()).map(Provider::word).toList());
  }
}
