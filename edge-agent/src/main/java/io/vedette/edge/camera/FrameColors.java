package io.vedette.edge.camera;

import io.vedette.detector.image.YuvColors;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a frame's brightness and colour differences are meant: as its stream says, and BT.601 where
 * it says nothing, as FFmpeg and OpenCV take it.
 */
final class FrameColors {

  private static final int ONE = 1 << 16;

  /** Shares of red and blue by FFmpeg's number of the standard (ITU-T H.273, table 4). */
  private static final Map<Integer, double[]> SHARES =
      Map.of(
          avutil.AVCOL_SPC_BT709, new double[] {0.2126, 0.0722},
          avutil.AVCOL_SPC_FCC, new double[] {0.30, 0.11},
          avutil.AVCOL_SPC_SMPTE240M, new double[] {0.212, 0.087},
          avutil.AVCOL_SPC_BT2020_NCL, new double[] {0.2627, 0.0593},
          avutil.AVCOL_SPC_BT2020_CL, new double[] {0.2627, 0.0593});

  private static final double[] USUAL = {YuvColors.BT601.red(), YuvColors.BT601.blue()};

  private FrameColors() {}

  static YuvColors of(AVFrame frame) {
    double[] shares = SHARES.getOrDefault(frame.colorspace(), USUAL);
    return new YuvColors(shares[0], shares[1], isFullRange(frame));
  }

  private static boolean isFullRange(AVFrame frame) {
    return frame.color_range() == avutil.AVCOL_RANGE_JPEG
        || (frame.color_range() == avutil.AVCOL_RANGE_UNSPECIFIED
            && avutil.av_get_pix_fmt_name(frame.format()).getString().startsWith("yuvj"));
  }

  /**
   * Tells a scaler that makes BGR of such frames. Grey, and what is of red, green and blue, stays
   * as it is.
   */
  static void tell(SwsContext scaler, AVFrame frame) {
    AVPixFmtDescriptor pixels = avutil.av_pix_fmt_desc_get(frame.format());
    if (pixels == null
        || pixels.nb_components() < 3
        || (pixels.flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0) {
      return;
    }
    int standard =
        SHARES.containsKey(frame.colorspace()) ? frame.colorspace() : swscale.SWS_CS_DEFAULT;
    IntPointer from = swscale.sws_getCoefficients(standard);
    IntPointer usual = swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT);
    swscale.sws_setColorspaceDetails(
        scaler, from, isFullRange(frame) ? 1 : 0, usual, 1, 0, ONE, ONE);
  }
}
