package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.vedette.detector.Picture;
import io.vedette.edge.camera.Source.Arrival;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoReaderTest {

  private static final int WIDTH = 330;
  private static final int HEIGHT = 250;
  private static final int FRAMES = 10;

  @TempDir Path folder;
  private Path file;

  /** Ten a second, each brighter by 20, with noise in the lower half. */
  @BeforeEach
  void film() throws IOException {
    file = folder.resolve("out.mp4");
    Random random = new Random(1);
    try (VideoWriter writer = VideoWriter.open(file, WIDTH, HEIGHT, 10)) {
      for (int i = 0; i < FRAMES; i++) {
        byte[] bgr = new byte[WIDTH * HEIGHT * 3];
        random.nextBytes(bgr);
        Arrays.fill(bgr, 0, bgr.length / 2, (byte) (20 * i));
        writer.write(new Picture(WIDTH, HEIGHT, bgr));
      }
      assertThat(file).doesNotExist();
    }
  }

  private static int brightness(Picture picture) {
    return picture.bgr()[WIDTH * 3 * 30 + 300] & 255;
  }

  @Test
  void whatIsWrittenAsVideoIsReadBack() throws Exception {
    try (VideoReader reader = VideoReader.open(file.toString())) {
      assertThat(reader.rate()).isEqualTo(10);
      assertThat(reader.frames()).isEqualTo(FRAMES);
      for (int i = 0; i < FRAMES; i++) {
        VideoFrame frame = reader.next();
        assertThat(frame.index()).isEqualTo(i);
        assertThat(frame.timeMillis()).isCloseTo(100.0 * i, within(2.0));
        assertThat(brightness(frame.picture())).isCloseTo(20 * i, within(6));
      }
      assertThat(reader.next()).isNull();
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void picturesAreThoseThatAnotherReaderOfTheSameLibraryGives() throws Exception {
    try (VideoReader reader = VideoReader.open(file.toString());
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
      grabber.start();
      for (int i = 0; i < FRAMES; i++) {
        VideoFrame frame = reader.next();
        Frame other = grabber.grabImage();
        assertThat(frame.timeMillis()).isEqualTo(other.timestamp / 1000.0);
        assertThat(frame.picture().bgr()).isEqualTo(pixels(other));
      }
    }
  }

  /** A transport stream begins at some time of its own, here at 5 s. */
  @Test
  void timesCountFromTheFirstFrame() throws Exception {
    Path stream = folder.resolve("late.ts");
    try (FFmpegFrameGrabber from = new FFmpegFrameGrabber(file.toFile());
        FFmpegFrameRecorder to = new FFmpegFrameRecorder(stream.toFile(), WIDTH, HEIGHT)) {
      from.start();
      to.setFormat("mpegts");
      to.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
      to.setFrameRate(10);
      to.start();
      to.setTimestamp(5_000_000);
      for (Frame frame = from.grabImage(); frame != null; frame = from.grabImage()) {
        to.record(frame);
      }
    }
    try (VideoReader reader = VideoReader.open(stream.toString())) {
      assertThat(reader.next().timeMillis()).isZero();
      assertThat(reader.next().timeMillis()).isCloseTo(100, within(2.0));
    }
  }

  private static byte[] pixels(Frame frame) {
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    ByteBuffer rows = ((ByteBuffer) frame.image[0]).duplicate();
    for (int y = 0; y < HEIGHT; y++) {
      rows.position(y * frame.imageStride);
      rows.get(bgr, y * WIDTH * 3, WIDTH * 3);
    }
    return bgr;
  }

  @Test
  void aFrameThatIsPassedOverCountsAndNeverBecomesAPicture() throws Exception {
    try (VideoReader reader = VideoReader.open(file.toString())) {
      VideoFrame passed = reader.next();
      for (int i = 1; i < 8; i++) {
        passed = reader.next();
      }
      VideoFrame taken = reader.next();
      assertThat(taken.index()).isEqualTo(8);
      assertThat(taken.timeMillis()).isCloseTo(800, within(2.0));
      assertThat(brightness(taken.picture())).isCloseTo(160, within(6));
      assertThatThrownBy(passed::picture)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("frame 7 is no longer held");
      assertThat(reader.next()).isNotNull();
      assertThat(reader.next()).isNull();
      assertThat(brightness(taken.picture())).isCloseTo(160, within(6));
    }
  }

  @Test
  void passingOverTakesNoMemoryForPixels() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Source source = SourceKind.openAny(CameraConfig.of("c", file.toString()))) {
      FrameBufferPool memory = new FrameBufferPool();
      source.next().picture(memory);
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      Arrival last = null;
      for (int i = 1; i < FRAMES; i++) {
        last = source.next();
      }
      long passing = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertThat(passing).isLessThan(WIDTH * HEIGHT);
      assertThat(brightness(last.picture(memory))).isCloseTo(180, within(6));
    }
  }

  /** Threads that decode whole frames side by side would take one packet more for each of them. */
  @Test
  void ofALiveSourceEachFrameComesWithItsPacket() throws Exception {
    AtomicInteger packets = new AtomicInteger();
    try (Container container = Container.open(file.toString(), null, Map.of());
        Decoder decoder =
            Decoder.open(
                container.parameters(),
                packet -> {
                  packets.incrementAndGet();
                  return container.read(packet);
                },
                lost -> {},
                new Decoder.Way(null, true, Map.of()))) {
      assertThat(decoder.next()).isNotNull();
      assertThat(packets).hasValue(1);
    }
  }

  @Test
  void aDecoderThatCannotBeHadIsNamedAndAnotherDecodes() throws Exception {
    try (VideoReader reader =
        VideoReader.open(
            CameraConfig.of("c", file.toString()).decodedBy("mpeg4_nonesuch"), null, false)) {
      assertThat(reader.decoder()).startsWith("mpeg4; not by mpeg4_nonesuch");
      assertThat(reader.next()).isNotNull();
    }
  }

  /** What devices this machine has cannot be told: one that it has not must do no harm. */
  @Test
  void aDeviceThatIsNotThereIsNamedAndSoftwareDecodes() throws Exception {
    try (VideoReader reader =
        VideoReader.open(
            CameraConfig.of("c", file.toString()).decodedBy("videotoolbox"), null, false)) {
      assertThat(reader.decoder()).startsWith("mpeg4");
      assertThat(reader.next()).isNotNull();
    }
  }

  @Test
  void anOptionReachesFfmpegAndOneThatItDoesNotKnowIsNamed() throws Exception {
    CameraConfig plain = CameraConfig.of("c", file.toString());
    try (VideoReader reader =
        VideoReader.open(
            CameraConfigs.withOptions(Map.of("skip_frame", "all"), plain), null, false)) {
      assertThat(reader.next()).isNull();
    }
    CameraConfig wrong = CameraConfigs.withOptions(Map.of("skip_frmae", "all"), plain);
    assertThatThrownBy(() -> VideoReader.open(wrong, null, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("[skip_frmae] mean nothing here");
  }

  @Test
  void soundAloneIsNoVideo() throws Exception {
    ByteBuffer sound = ByteBuffer.allocate(44 + 8_000).order(ByteOrder.LITTLE_ENDIAN);
    sound.put(ascii("RIFF")).putInt(36 + 8_000).put(ascii("WAVEfmt ")).putInt(16);
    sound.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
    sound.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(8_000);
    Path wav = Files.write(folder.resolve("sound.wav"), sound.array());
    assertThatThrownBy(() -> VideoReader.open(wav.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(wav + ": cannot be opened as video: there is no video in it");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
