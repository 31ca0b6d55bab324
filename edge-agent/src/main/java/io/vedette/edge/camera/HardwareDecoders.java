package io.vedette.edge.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Hardware decoders, of two kinds: decoders of their own ({@code h264_cuvid}), and devices that
 * FFmpeg's usual decoders use ({@code vaapi}). One is tried where this FFmpeg knows it and its
 * device file exists. Adding one means adding one line.
 */
final class HardwareDecoders {

  /**
   * @param name FFmpeg's name of the device, or the suffix of the decoder's name
   * @param isDevice which of the two
   * @param file that exists where the hardware is
   */
  private record Kind(String name, boolean isDevice, Path file) {

    static Kind decoder(String suffix, String file) {
      return new Kind(suffix, false, Path.of(file));
    }

    static Kind device(String name, String file) {
      return new Kind(name, true, Path.of(file));
    }

    String named(String codec) {
      return isDevice ? name : codec + "_" + name;
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.decoder("cuvid", "/dev/nvidiactl"),
          Kind.decoder("rkmpp", "/dev/mpp_service"),
          Kind.decoder("v4l2m2m", "/dev/video10"),
          Kind.decoder("qsv", "/dev/dri/renderD128"),
          Kind.device("vaapi", "/dev/dri/renderD128"),
          Kind.device("videotoolbox", "/System/Library/Frameworks/VideoToolbox.framework"));

  private HardwareDecoders() {}

  /** Names of those to try for a codec ("h264" gives "h264_cuvid", …), best first. */
  static List<String> of(String codec) {
    String family = codec.equals("mpeg2video") ? "mpeg2" : codec;
    return KINDS.stream()
        .filter(kind -> Files.exists(kind.file))
        .map(kind -> kind.named(family))
        .filter(HardwareDecoders::isKnown)
        .toList();
  }

  private static boolean isKnown(String name) {
    return device(name) != avutil.AV_HWDEVICE_TYPE_NONE
        || avcodec.avcodec_find_decoder_by_name(name) != null;
  }

  /** FFmpeg's number of a kind of device; that of none where there is no such kind. */
  static int device(@Nullable String name) {
    return name == null ? avutil.AV_HWDEVICE_TYPE_NONE : avutil.av_hwdevice_find_type_by_name(name);
  }

  /**
   * Opens the machine's first device of a kind.
   *
   * @throws IOException in FFmpeg's words, when there is none that works
   */
  static AVBufferRef open(int device) throws IOException {
    AVBufferRef opened = new AVBufferRef(null);
    Ffmpeg.checked(
        avutil.av_hwdevice_ctx_create(opened, device, (String) null, (AVDictionary) null, 0));
    return opened;
  }
}
