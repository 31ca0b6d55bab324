package io.vedette.edge.camera;

import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes video frame by frame, in the pixel format of the codec: mostly subsampled YUV. */
final class Decoder implements AutoCloseable {

  /**
   * So many errors in a row end decoding. A stream that is joined between two key frames gives one
   * for each frame until the next key frame.
   */
  private static final int MAX_ERRORS = 500;

  /** Where packets come from. */
  @FunctionalInterface
  interface Packets {

    /**
     * Reads the next packet.
     *
     * @return false when there are no more
     */
    boolean read(AVPacket packet) throws IOException;
  }

  /** Gets what was lost before it could be decoded. */
  @FunctionalInterface
  interface Losses {

    /**
     * A packet is damaged or cannot be decoded.
     *
     * @param time when it would have been shown, in the stream's own unit
     */
    void lost(long time);
  }

  /**
   * How to decode.
   *
   * @param name FFmpeg's name of the decoder, or of a kind of device that the codec's own decoder
   *     may use ("vaapi"); null: software, FFmpeg's choice
   * @param live whether each frame must come as soon as its packet: threads that decode frames in
   *     parallel delay one frame each
   * @param options FFmpeg's, by name
   */
  record Way(@Nullable String name, boolean live, Map<String, String> options) {}

  private final Packets packets;
  private final Losses losses;
  private final Map<String, String> unknown;
  private final AVCodecContext codec;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();
  private final AVFrame transferred = avutil.av_frame_alloc();
  private long fedTime = avutil.AV_NOPTS_VALUE;
  private boolean ended;

  private Decoder(
      Packets packets, Losses losses, Map<String, String> unknown, AVCodecContext codec) {
    this.packets = packets;
    this.losses = losses;
    this.unknown = unknown;
    this.codec = codec;
  }

  /**
   * Opens a decoder.
   *
   * @param parameters of what is decoded
   * @throws IOException in FFmpeg's words, when there is none or it cannot be opened
   */
  static Decoder open(AVCodecParameters parameters, Packets packets, Losses losses, Way way)
      throws IOException {
    String name = way.name();
    int device = HardwareDecoders.device(name);
    AVCodec kind =
        name == null || device != avutil.AV_HWDEVICE_TYPE_NONE
            ? avcodec.avcodec_find_decoder(parameters.codec_id())
            : avcodec.avcodec_find_decoder_by_name(name);
    if (kind == null) {
      throw new IOException(
          "this FFmpeg has no decoder " + (name == null ? codecName(parameters) : name));
    }
    AVCodecContext codec = avcodec.avcodec_alloc_context3(kind);
    try (FfmpegOptions options = FfmpegOptions.of(way.options())) {
      Ffmpeg.checked(avcodec.avcodec_parameters_to_context(codec, parameters));
      codec.thread_count(0); // as many as there are cores
      if (way.live()) {
        codec.thread_type(AVCodecContext.FF_THREAD_SLICE);
      }
      if (device != avutil.AV_HWDEVICE_TYPE_NONE) {
        codec.hw_device_ctx(HardwareDecoders.open(device));
      }
      Ffmpeg.checked(avcodec.avcodec_open2(codec, kind, options.dictionary()));
      return new Decoder(packets, losses, options.left(), codec);
    } catch (IOException e) {
      avcodec.avcodec_free_context(codec);
      throw e;
    }
  }

  private static String codecName(AVCodecParameters parameters) {
    return avcodec.avcodec_get_name(parameters.codec_id()).getString();
  }

  /** Options that it does not know. */
  Map<String, String> unknown() {
    return unknown;
  }

  /** Pixels, as announced before the first frame. */
  int width() {
    return codec.width();
  }

  /** Pixels, as announced before the first frame. */
  int height() {
    return codec.height();
  }

  /**
   * Decodes the next frame, valid until the next call; null at the end. What cannot be decoded is
   * skipped.
   *
   * @throws IOException when the packets break off, or too many errors follow each other
   */
  @Nullable AVFrame next() throws IOException {
    int errors = 0;
    while (true) {
      int code = avcodec.avcodec_receive_frame(codec, frame);
      if (code >= 0) {
        return frame.hw_frames_ctx() == null ? frame : inMemory();
      }
      boolean hungry = code == avutil.AVERROR_EAGAIN();
      if (code == avutil.AVERROR_EOF() || (hungry && ended)) {
        return null;
      }
      // The codec may report an error when it gets a packet, or only when it is asked for a frame.
      int outcome = hungry ? feed() : code;
      if (outcome < 0) {
        losses.lost(fedTime);
        if (++errors > MAX_ERRORS) {
          Ffmpeg.checked(outcome);
        }
      }
    }
  }

  /**
   * Whether frames lie in memory of which the decoder has little, as a device's: who keeps one
   * longer than until the next must copy it. FFmpeg's own decoders take new memory instead.
   */
  boolean needsCopies() {
    return codec.codec().wrapper_name() != null && !codec.codec().wrapper_name().isNull();
  }

  /** Copies the frame's pixels from the memory of the device that decoded it. */
  private AVFrame inMemory() throws IOException {
    avutil.av_frame_unref(transferred);
    Ffmpeg.checked(avutil.av_hwframe_transfer_data(transferred, frame, 0));
    Ffmpeg.checked(avutil.av_frame_copy_props(transferred, frame));
    return transferred;
  }

  /**
   * Gives the codec a packet, or after the last one flushes it. A packet that is refused counts as
   * lost.
   *
   * @return FFmpeg's code, below 0 where it is refused
   */
  private int feed() throws IOException {
    if (!packets.read(packet)) {
      ended = true;
      return avcodec.avcodec_send_packet(codec, null);
    }
    fedTime = packet.pts() == avutil.AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    if ((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
      losses.lost(fedTime);
    }
    int code = avcodec.avcodec_send_packet(codec, packet);
    avcodec.av_packet_unref(packet);
    return code;
  }

  @Override
  public void close() {
    avutil.av_frame_free(transferred);
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(codec);
  }
}
