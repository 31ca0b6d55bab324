package io.vedette.edge.camera;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The video in a file, a network stream or a capture device, packet by packet, not yet decoded. */
final class Container implements AutoCloseable {

  /** Pause before a device without data is read again. */
  private static final long REST_MILLIS = 10;

  private final AVFormatContext context;
  private final AVStream video;
  private final Map<String, String> unknown;
  private final AtomicBoolean lost;

  private Container(
      AVFormatContext context, AVStream video, Map<String, String> unknown, AtomicBoolean lost) {
    this.context = context;
    this.video = video;
    this.unknown = unknown;
    this.lost = lost;
  }

  /**
   * Opens a container and reads it until its video is known.
   *
   * @param format FFmpeg's name of the container or device driver; null: found by content
   * @param options FFmpeg's, by name; those that the format does not know are {@link #unknown}
   * @throws IOException in FFmpeg's words, without the source's name, which may hold a password
   */
  static Container open(String source, @Nullable String format, Map<String, String> options)
      throws IOException {
    AVInputFormat driver = format == null ? null : avformat.av_find_input_format(format);
    AVFormatContext context = new AVFormatContext(null);
    Map<String, String> unknown;
    try (FfmpegOptions given = FfmpegOptions.of(options)) {
      Ffmpeg.checked(avformat.avformat_open_input(context, source, driver, given.dictionary()));
      unknown = given.left();
    }
    AtomicBoolean lost = new AtomicBoolean();
    FfmpegLog.listen(context, () -> lost.set(true));
    try {
      Ffmpeg.checked(avformat.avformat_find_stream_info(context, (AVDictionary) null));
      int best =
          avformat.av_find_best_stream(
              context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
      if (best < 0) {
        throw new IOException("there is no video in it");
      }
      return new Container(context, context.streams(best), unknown, lost);
    } catch (IOException e) {
      close(context);
      throw e;
    }
  }

  /** Whether it is a picture file, or several of them in a row, and no video. */
  boolean isOfPictures() {
    return context.iformat().name().getString().endsWith("_pipe");
  }

  /** Options that neither the container nor its protocol knows. */
  Map<String, String> unknown() {
    return unknown;
  }

  /** FFmpeg's name of the video's codec: "h264". */
  String codecName() {
    return avcodec.avcodec_get_name(video.codecpar().codec_id()).getString();
  }

  /** Parameters for the decoder. */
  AVCodecParameters parameters() {
    return video.codecpar();
  }

  /**
   * Reads the video's next packet, which is the caller's to unref. It is flagged as corrupt when
   * the container says so, or packets of the network before it were lost.
   *
   * @return false at the end, or when the source broke off or timed out
   */
  boolean read(AVPacket packet) throws IOException {
    while (true) {
      int code = avformat.av_read_frame(context, packet);
      if (code == avutil.AVERROR_EAGAIN()) {
        rest();
      } else if (code < 0) {
        return false;
      } else if (packet.stream_index() == video.index()) {
        if (lost.getAndSet(false)) {
          packet.flags(packet.flags() | avcodec.AV_PKT_FLAG_CORRUPT);
        }
        return true;
      } else {
        avcodec.av_packet_unref(packet);
      }
    }
  }

  private static void rest() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** A time in the video's own unit, in milliseconds. */
  double millis(long time) {
    AVRational unit = video.time_base();
    // Not in whole numbers: a capture device counts microseconds since 1970.
    return Math.floor(1e6 * time * unit.num() / unit.den()) / 1000;
  }

  /** Frames per second as announced; 0 or no number where nothing is. */
  double rate() {
    AVRational rate = video.avg_frame_rate();
    if (rate.num() == 0 && rate.den() == 0) {
      rate = video.r_frame_rate();
    }
    return (double) rate.num() / rate.den();
  }

  /** How many frames there are by the announced duration and rate; 0 where nothing is announced. */
  long frames() {
    return Math.max(0, Math.round(context.duration() * rate() / avutil.AV_TIME_BASE));
  }

  @Override
  public void close() {
    close(context);
  }

  private static void close(AVFormatContext context) {
    FfmpegLog.forget(context);
    avformat.avformat_close_input(context);
  }
}
