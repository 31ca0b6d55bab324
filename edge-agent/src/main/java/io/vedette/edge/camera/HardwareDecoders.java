package io.vedette.edge.camera;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * FFmpeg's decoders that work on silicon made for it and hand their pictures back in memory. One is
 * tried where this FFmpeg knows it and its device is there; adding one means adding one line.
 */
final class HardwareDecoders {

  private record Kind(String suffix, Path device) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("cuvid", Path.of("/dev/nvidiactl")),
          new Kind("rkmpp", Path.of("/dev/mpp_service")),
          new Kind("v4l2m2m", Path.of("/dev/video10")),
          new Kind("qsv", Path.of("/dev/dri/renderD128")));

  private HardwareDecoders() {}

  /** Names of those to try for a codec ("h264" gives "h264_cuvid", …), best first. */
  static List<String> of(String codec) {
    String family = codec.equals("mpeg2video") ? "mpeg2" : codec;
    return KINDS.stream()
        .filter(kind -> Files.exists(kind.device))
        .map(kind -> family + "_" + kind.suffix)
        .filter(name -> avcodec.avcodec_find_decoder_by_name(name) != null)
        .toList();
  }
}
