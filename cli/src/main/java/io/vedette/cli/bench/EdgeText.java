package io.vedette.cli.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** What {@code bench edge} found, for a person. */
final class EdgeText {

  /** What a network camera gives, frames a second. */
  private static final double CAMERA_RATE = 25;

  private EdgeText() {}

  static void loop(PrintWriter out, FrameLoop.Result loop, double rate) {
    out.println("| milliseconds a frame | median | p95 |");
    out.println("|---|---|---|");
    row(out, "decoding JPEG 1920x1080", loop.jpeg());
    row(out, "decoding video 1920x1080", loop.video().taken());
    row(out, "passing over video 1920x1080", loop.video().passed());
    row(out, "bare ONNX Runtime call", loop.bare().wall());
    row(out, "frame loop, picture to detections", loop.loop().wall());
    row(out, "… of it preprocessing", loop.preprocessing());
    out.printf(Locale.ROOT, "| … of it heads and the rest | %.2f | |%n", loop.rest());
    out.printf(
        Locale.ROOT,
        "overhead of the loop over the bare call, median of the pairs: %.1f %%%n",
        100 * loop.overhead());
    out.printf(
        Locale.ROOT,
        "in processor time of the calling thread: %.2f over %.2f ms, median of the pairs: %.1f"
            + " %%%n",
        loop.loop().work().median(),
        loop.bare().work().median(),
        100 * loop.overheadWork());
    out.printf(
        Locale.ROOT,
        "cameras per core at %.0f frames a second: %.1f, %.1f if it decodes their video too%n",
        rate,
        loop.camerasPerCore(rate),
        loop.camerasPerCoreWithVideo(rate));
    video(out, loop.video(), rate);
    out.flush();
  }

  private static void video(PrintWriter out, VideoCost video, double rate) {
    out.printf(
        Locale.ROOT,
        "video in processor time of all threads: decoding %.2f, passing over %.2f ms a frame%n",
        video.takenWork(),
        video.passedWork());
    out.printf(
        Locale.ROOT,
        "a camera of %.0f frames a second answered %.0f times: %.0f ms of processor time a second"
            + " before its frames are looked at, %.0f if none were passed over%n",
        CAMERA_RATE,
        rate,
        video.someTaken(CAMERA_RATE, rate),
        video.allTaken(CAMERA_RATE));
  }

  private static void row(PrintWriter out, String what, Quantiles spread) {
    out.printf(Locale.ROOT, "| %s | %.2f | %.2f |%n", what, spread.median(), spread.p95());
  }

  static void soak(PrintWriter out, Soak.Result soak) {
    out.printf(
        Locale.ROOT,
        "soak: %d frames in %.0f s, %.0f bytes of heap a frame; heap in use %.1f -> %.1f MiB,"
            + " resident %.0f -> %.0f MiB%n",
        soak.frames(),
        soak.seconds(),
        soak.bytesPerFrame(),
        soak.heapBefore(),
        soak.heapAfter(),
        soak.residentBefore(),
        soak.residentAfter());
    out.flush();
  }

  static void agent(PrintWriter out, Optional<ProcessMemory> weighed) {
    weighed.ifPresent(
        memory ->
            out.printf(
                Locale.ROOT,
                "an agent with one camera: %.0f MiB resident, at most %.0f%n",
                memory.residentMiB(),
                memory.peakMiB()));
    out.flush();
  }
}
