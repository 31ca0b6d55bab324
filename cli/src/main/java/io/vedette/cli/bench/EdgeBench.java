package io.vedette.cli.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.config.DurationConverter;
import io.vedette.cli.option.NamedModels;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.edge.camera.VideoWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code vedette bench edge}: what a frame of 1920x1080 costs beside ONNX Runtime's bare call, how
 * many cameras a core serves, whether anything grows, and how much memory an agent has.
 */
@Command(
    name = "edge",
    mixinStandardHelpOptions = true,
    description =
        "Time the frame loop beside the bare ONNX Runtime call, and measure the memory of an agent.")
final class EdgeBench implements Callable<Integer> {

  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;
  private static final int JPEG_QUALITY = 90;

  private static final int FILMED = 60;

  /** Frames a second of each camera. */
  private static final double RATE = 5;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = "Detector: an ONNX file or name:version.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path model;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "The camera's picture, resized to 1920x1080 (default: coloured clouds).")
  private @Nullable Path picture;

  @Range(least = 1)
  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Threads of one inference, on both sides (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Range(least = 1)
  @Option(
      names = "--frames",
      defaultValue = "200",
      description = "Number of timed frames of each side (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--soak",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = DurationConverter.class,
      description =
          "Time that the loop runs while its memory is measured (default: ${DEFAULT-VALUE}).")
  private Duration soak = Duration.ZERO;

  @Option(
      names = "--agent",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = DurationConverter.class,
      description =
          "Time that an agent runs before its memory is measured; 0s: none (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration agent = Duration.ZERO;

  @OutputPath(OutputPath.Kind.FILE)
  @Option(names = "--json", paramLabel = "F", description = "Write the figures to this file.")
  private @Nullable Path json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    DetectorModel read = NamedModels.read(model, Hints.NONE);
    byte[] bytes = read.bytes();
    DetectorSpec detector = read.spec();
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(threads).withWarmUps(1);
    Picture scene = scene();
    Path video = Files.createTempFile("bench-edge", ".mp4");
    try {
      film(scene, video);
      byte[] jpeg = Pictures.encodeJpeg(scene, JPEG_QUALITY);
      FrameLoop.Result loop = new FrameLoop(bytes, detector, options).run(jpeg, video, frames);
      EdgeText.loop(out, loop, RATE);
      Soak.Result soaked;
      try (Detector open = OnnxDetector.open(bytes, detector, options)) {
        soaked = Soak.run(open, scene, soak);
      }
      EdgeText.soak(out, soaked);
      Optional<ProcessMemory> weighed = LoneAgent.watching(model, video, agent);
      EdgeText.agent(out, weighed);
      if (json != null) {
        Files.writeString(json, json(loop, soaked, weighed));
      }
    } finally {
      Files.deleteIfExists(video);
    }
    out.flush();
    return 0;
  }

  private Picture scene() throws DetectorException {
    if (picture != null) {
      return Pictures.resize(Pictures.read(picture), WIDTH, HEIGHT);
    }
    byte[] clouds = new byte[3 * 96 * 54];
    new Random(1).nextBytes(clouds);
    return Pictures.resize(new Picture(96, 54, clouds), WIDTH, HEIGHT);
  }

  /** The scene as a video in which something moves. */
  private void film(Picture scene, Path file) throws IOException {
    byte[] bgr = scene.bgr().clone();
    try (VideoWriter writer = VideoWriter.open(file, WIDTH, HEIGHT, RATE)) {
      for (int i = 0; i < FILMED; i++) {
        Arrays.fill(bgr, i * 3 * WIDTH, (i + 8) * 3 * WIDTH, (byte) (40 * i));
        writer.write(new Picture(WIDTH, HEIGHT, bgr));
      }
    }
  }

  private static String json(
      FrameLoop.Result loop, Soak.Result soak, Optional<ProcessMemory> agent) {
    ObjectNode root = JsonMapper.builder().build().createObjectNode();
    root.set("jpeg_decode_ms", spread(loop.jpeg()));
    root.set("video_decode_ms", spread(loop.video().taken()));
    root.set("video_pass_ms", spread(loop.video().passed()));
    root.put("video_decode_cpu_ms", loop.video().takenWork());
    root.put("video_pass_cpu_ms", loop.video().passedWork());
    root.set("bare_ms", spread(loop.bare().wall()));
    root.set("loop_ms", spread(loop.loop().wall()));
    root.set("preprocessing_ms", spread(loop.preprocessing()));
    root.set("bare_cpu_ms", spread(loop.bare().work()));
    root.set("loop_cpu_ms", spread(loop.loop().work()));
    root.put("overhead", loop.overhead());
    root.put("overhead_cpu", loop.overheadWork());
    root.put("cameras_per_core", loop.camerasPerCore(RATE));
    root.put("cameras_per_core_with_video", loop.camerasPerCoreWithVideo(RATE));
    root.put("soak_frames", soak.frames());
    root.put("soak_seconds", soak.seconds());
    root.put("bytes_per_frame", soak.bytesPerFrame());
    root.put("heap_growth_mib", soak.heapAfter() - soak.heapBefore());
    root.put("resident_growth_mib", soak.residentAfter() - soak.residentBefore());
    agent.ifPresent(memory -> root.put("agent_resident_mib", memory.residentMiB()));
    return root.toPrettyString() + "\n";
  }

  private static ObjectNode spread(Quantiles spread) {
    return JsonMapper.builder()
        .build()
        .createObjectNode()
        .put("p50", spread.median())
        .put("p95", spread.p95());
  }
}
