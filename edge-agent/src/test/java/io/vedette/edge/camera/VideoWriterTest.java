package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.detector.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoWriterTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder;

  private static Picture picture(int width, int height) {
    return new Picture(width, height, new byte[3 * width * height]);
  }

  /** What the file itself says of its packets: time and duration, milliseconds. */
  private static List<double[]> packets(Path file) throws IOException {
    List<double[]> times = new ArrayList<>();
    AVPacket packet = avcodec.av_packet_alloc();
    try (Container container = Container.open(file.toString(), null, Map.of())) {
      while (container.read(packet)) {
        times.add(
            new double[] {container.millis(packet.pts()), container.millis(packet.duration())});
        avcodec.av_packet_unref(packet);
      }
    }
    avcodec.av_packet_free(packet);
    return times;
  }

  @Test
  void eachPictureHasItsOwnTime() throws IOException {
    Path file = folder.resolve("a:b.mp4");
    double[] millis = {0, 39.9, 80.7, 1000, 1000.5, 60_000};
    try (VideoWriter writer = VideoWriter.open(file, 65, 49, 0)) {
      for (double time : millis) {
        writer.write(picture(65, 49), time);
      }
      assertThat(writer.retimed()).isFalse();
    }
    List<double[]> packets = packets(file);
    assertThat(packets).hasSize(millis.length);
    for (int i = 0; i < millis.length; i++) {
      assertThat(packets.get(i)[0]).isBetween(millis[i] - 0.012, millis[i] + 0.012);
    }
    // the last one is shown as long as the one before it
    assertThat(packets.get(5)[1]).isBetween(58_999.0, 59_000.0);
  }

  @Test
  void aFileThatCannotBeBegunLeavesNothing() throws IOException {
    assertThatThrownBy(() -> VideoWriter.open(folder.resolve("no/such.mp4"), 64, 48, 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("such.mp4: cannot be written as video: No such file or directory");

    assumeTrue(Files.exists(FULL), FULL + " is absent");
    Path part = Files.createSymbolicLink(folder.resolve("full.mp4.part"), FULL);
    assertThatThrownBy(() -> VideoWriter.open(folder.resolve("full.mp4"), 64, 48, 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("full.mp4: ")
        .hasMessageContaining("No space left on device");
    assertThat(Files.isSymbolicLink(part)).isFalse();
  }

  @Test
  void aFileThatIsTakenAwayIsToldOf() throws IOException {
    Path file = folder.resolve("a.mp4");
    VideoWriter writer = VideoWriter.open(file, 64, 48, 10);
    writer.write(picture(64, 48));
    Files.delete(folder.resolve("a.mp4.part"));
    assertThatThrownBy(writer::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.mp4: the video could not be finished");
    assertThat(file).doesNotExist();
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() throws IOException {
    try (VideoWriter writer = VideoWriter.open(folder.resolve("a.mp4"), 64, 48, 10)) {
      writer.write(picture(64, 48));
      assertThatThrownBy(() -> writer.write(picture(48, 64)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("48x64 in a video of 64x48");
    }
    assertThat(folder.resolve("a.mp4")).exists();
  }
}
