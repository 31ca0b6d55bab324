package io.vedette.edge.camera;

import io.vedette.detector.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes pictures as MPEG-4 part 2, because every build of FFmpeg can write it and every player
 * can read it. The codec only counts frames; the container sets the times of packets.
 */
final class Encoder implements AutoCloseable {

  /** Quantiser, 1 (best) to 31. */
  private static final int QUALITY = 3;

  private static final int MAX_FPS = 60;
  private static final int USUAL_FPS = 25;

  /** Alignment of rows in bytes, for the widest vector instructions. */
  private static final int ALIGNMENT = 64;

  /** Gets the packets, in the order of their pictures. */
  @FunctionalInterface
  interface Packets {
    void write(AVPacket packet) throws IOException;
  }

  private final AVCodecContext codec;
  private final AVFrame yuv = avutil.av_frame_alloc();
  private final AVFrame bgr = avutil.av_frame_alloc();
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final @Nullable SwsContext scaler;
  private long count;

  private Encoder(AVCodecContext codec) throws IOException {
    this.codec = codec;
    scaler =
        swscale.sws_getContext(
            codec.width(),
            codec.height(),
            avutil.AV_PIX_FMT_BGR24,
            codec.width(),
            codec.height(),
            codec.pix_fmt(),
            swscale.SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    reserve(yuv, codec.pix_fmt());
    reserve(bgr, avutil.AV_PIX_FMT_BGR24);
    yuv.quality(codec.global_quality());
  }

  private void reserve(AVFrame frame, int format) throws IOException {
    frame.format(format).width(codec.width()).height(codec.height());
    Ffmpeg.checked(avutil.av_frame_get_buffer(frame, ALIGNMENT));
  }

  /**
   * Opens an encoder.
   *
   * @param width of the pictures; the last column of an odd one is cut off
   * @param height of the pictures; the last row of an odd one is cut off
   * @param fps of the bare stream, used where a container has no times
   */
  static Encoder open(int width, int height, double fps) throws IOException {
    AVCodec kind = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MPEG4);
    if (kind == null) {
      throw new IOException("this FFmpeg has no encoder for MPEG-4");
    }
    AVCodecContext codec = avcodec.avcodec_alloc_context3(kind);
    codec.width(Math.max(2, width & ~1)).height(Math.max(2, height & ~1));
    codec.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    int nominal = fps > 0 ? (int) Math.max(1, Math.min(MAX_FPS, Math.round(fps))) : USUAL_FPS;
    codec.time_base().num(1).den(nominal);
    codec.flags(codec.flags() | avcodec.AV_CODEC_FLAG_QSCALE | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    codec.global_quality(avutil.FF_QP2LAMBDA * QUALITY);
    codec.max_b_frames(0);
    try {
      Ffmpeg.checked(avcodec.avcodec_open2(codec, kind, (AVDictionary) null));
      return new Encoder(codec);
    } catch (IOException e) {
      avcodec.avcodec_free_context(codec);
      throw e;
    }
  }

  /** Parameters for the container. */
  AVCodecContext codec() {
    return codec;
  }

  /** Encodes a picture; emits the packets that are ready. */
  void encode(Picture picture, Packets packets) throws IOException {
    Ffmpeg.checked(avutil.av_frame_make_writable(yuv));
    copy(picture);
    swscale.sws_scale(
        scaler, bgr.data(), bgr.linesize(), 0, codec.height(), yuv.data(), yuv.linesize());
    yuv.pts(count++);
    Ffmpeg.checked(avcodec.avcodec_send_frame(codec, yuv));
    giveOut(packets);
  }

  private void copy(Picture picture) {
    int stride = bgr.linesize(0);
    ByteBuffer rows = bgr.data(0).capacity((long) stride * codec.height()).asByteBuffer();
    for (int y = 0; y < Math.min(codec.height(), picture.height()); y++) {
      rows.position(y * stride);
      rows.put(
          picture.bgr(), y * picture.width() * 3, Math.min(codec.width(), picture.width()) * 3);
    }
  }

  /** Emits the packets that the codec still holds. */
  void drain(Packets packets) throws IOException {
    Ffmpeg.checked(avcodec.avcodec_send_frame(codec, null));
    giveOut(packets);
  }

  private void giveOut(Packets packets) throws IOException {
    while (true) {
      int code = avcodec.avcodec_receive_packet(codec, packet);
      if (code == avutil.AVERROR_EAGAIN() || code == avutil.AVERROR_EOF()) {
        return;
      }
      Ffmpeg.checked(code);
      packets.write(packet);
    }
  }

  @Override
  public void close() {
    swscale.sws_freeContext(scaler);
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(bgr);
    avutil.av_frame_free(yuv);
    avcodec.avcodec_free_context(codec);
  }
}
