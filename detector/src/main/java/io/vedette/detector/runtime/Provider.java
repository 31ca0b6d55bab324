package io.vedette.detector.runtime;

import static io.vedette.detector.runtime.Platform.ANDROID;
import static io.vedette.detector.runtime.Platform.LINUX_ARM;
import static io.vedette.detector.runtime.Platform.LINUX_X86;
import static io.vedette.detector.runtime.Platform.MAC;
import static io.vedette.detector.runtime.Platform.WINDOWS;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's execution providers, the one to be preferred first. Which of them work depends on
 * the ONNX Runtime package on the class path and on the machine.
 */
enum Provider {
  TENSORRT("Tensorrt", EnumSet.of(LINUX_X86, LINUX_ARM, WINDOWS), o -> o.addTensorrt(0)),
  CUDA("CUDA", EnumSet.of(LINUX_X86, LINUX_ARM, WINDOWS), o -> o.addCUDA(0)),
  OPENVINO("OpenVINO", EnumSet.of(LINUX_X86, WINDOWS), o -> o.addOpenVINO("CPU")),
  /** Huawei's Ascend; has no call of its own in Java and is found among the devices. */
  CANN("CANN", EnumSet.of(LINUX_X86, LINUX_ARM), null),
  COREML("CoreML", EnumSet.of(MAC), SessionOptions::addCoreML),
  NNAPI("Nnapi", EnumSet.of(ANDROID), SessionOptions::addNnapi),
  XNNPACK("Xnnpack", EnumSet.of(LINUX_ARM, ANDROID), o -> o.addXnnpack(Map.of())),
  CPU("CPU", EnumSet.allOf(Platform.class), o -> {});

  /** Adds a provider that is compiled into the ONNX Runtime at hand. */
  interface Loader {
    void addTo(SessionOptions options) throws OrtException;
  }

  private final String prefix;
  private final Set<Platform> platforms;
  private final @Nullable Loader loader;

  Provider(String prefix, Set<Platform> platforms, @Nullable Loader loader) {
    this.prefix = prefix;
    this.platforms = platforms;
    this.loader = loader;
  }

  /** As users write it: "cuda". */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** ONNX Runtime's own name: "CUDAExecutionProvider". */
  String runtimeName() {
    return prefix + "ExecutionProvider";
  }

  Optional<Loader> loader() {
    return Optional.ofNullable(loader);
  }

  static Optional<Provider> named(String word) {
    return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
  }

  /** Those that a platform may have, in order of preference. */
  static List<Provider> on(Platform platform) {
    return Arrays.stream(values()).filter(p -> p.platforms.contains(platform)).toList();
  }
}
