package io.vedette.edge.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;

/** Writes an MP4 file with one video, on the clock of {@link PresentationClock}. */
final class Muxer implements AutoCloseable {

  private record Time(long tick, long duration) {}

  private final AVFormatContext context;
  private final AVStream video;
  private final Deque<Time> expected = new ArrayDeque<>();

  private Muxer(AVFormatContext context, AVStream video) {
    this.context = context;
    this.video = video;
  }

  /**
   * Creates the file.
   *
   * @param codec opened, with global headers
   * @throws IOException in FFmpeg's words
   */
  static Muxer create(Path file, AVCodecContext codec) throws IOException {
    AVFormatContext context = new AVFormatContext(null);
    // With "file:", a colon in the name is not taken for a protocol.
    Ffmpeg.checked(avformat.avformat_alloc_output_context2(context, null, "mp4", "file:" + file));
    Muxer muxer = new Muxer(context, avformat.avformat_new_stream(context, null));
    try {
      muxer.begin("file:" + file, codec);
      return muxer;
    } catch (IOException e) {
      muxer.close();
      throw e;
    }
  }

  private void begin(String url, AVCodecContext codec) throws IOException {
    Ffmpeg.checked(avcodec.avcodec_parameters_from_context(video.codecpar(), codec));
    video.time_base().num(1).den(PresentationClock.TICKS_PER_SECOND);
    AVIOContext io = new AVIOContext(null);
    Ffmpeg.checked(avformat.avio_open(io, url, avformat.AVIO_FLAG_WRITE));
    context.pb(io);
    Ffmpeg.checked(avformat.avformat_write_header(context, (AVDictionary) null));
  }

  /** Adds the time of the next packet, in ticks. */
  void expect(long tick, long duration) {
    expected.add(new Time(tick, duration));
  }

  /** Writes the next packet at its expected time. */
  void write(AVPacket packet) throws IOException {
    Time time = expected.remove();
    packet.pts(time.tick()).dts(time.tick()).duration(time.duration());
    packet.stream_index(video.index());
    Ffmpeg.checked(avformat.av_interleaved_write_frame(context, packet));
  }

  /** Finishes the file: its index is written. */
  void finish() throws IOException {
    Ffmpeg.checked(avformat.av_write_trailer(context));
    int code = avformat.avio_close(context.pb());
    context.pb(null);
    Ffmpeg.checked(code);
  }

  @Override
  public void close() {
    if (context.pb() != null) {
      avformat.avio_close(context.pb());
    }
    avformat.avformat_free_context(context);
  }
}
