package io.vedette.detector.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.vedette.detector.DetectorException;
import java.util.List;
import java.util.Map;

/** Execution providers by name; which of them work depends on the ONNX Runtime in the package. */
final class Providers {

  private interface Provider {
    void addTo(SessionOptions options) throws OrtException;
  }

  private static final Map<String, Provider> ALL =
      Map.of(
          "cuda", options -> options.addCUDA(0),
          "tensorrt", options -> options.addTensorrt(0),
          "coreml", SessionOptions::addCoreML,
          "openvino", options -> options.addOpenVINO("CPU"),
          "xnnpack", options -> options.addXnnpack(Map.of()),
          "cpu", options -> {});

  private Providers() {}

  static void add(List<String> names, SessionOptions options) throws DetectorException {
    for (String name : names) {
      Provider provider = ALL.get(name);
      if (provider == null) {
        throw new DetectorException(
            "no execution provider '"
                + name
                + "'; known are "
                + ALL.keySet().stream().sorted().toList());
      }
      try {
        provider.addTo(options);
      } catch (OrtException e) {
        throw new DetectorException(
            "this ONNX Runtime has no execution provider '"
                + name
                + "'; leave it out, or put the matching onnxruntime package on the class path",
            e);
      }
    }
  }
}
