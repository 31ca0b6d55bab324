package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Frame;
import io.vedette.edge.Await;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A transport stream of 80 frames with a key frame every 20, of which packets are lost. */
class DamagedStreamTest {

  private static final int FRAMES = 80;
  private static final int PACKET = 188;

  /** A parser holds a frame back: damage may be noticed with the frame before it. */
  private static final int EARLY = 2;

  @TempDir static Path films;
  private static Path whole;

  @TempDir Path folder;

  @BeforeAll
  static void film() throws IOException {
    whole = films.resolve("whole.ts");
    NumberedFilm.write(whole, "mpegts", FRAMES);
  }

  private enum Fault {
    /** A packet in the middle of the frame is lost. */
    PART,
    /** All packets of the frame are lost. */
    ALL,
    /** No packet is lost, but their content is another's. */
    NOISE
  }

  private Path damaged(Fault fault, int frame) throws IOException {
    byte[] stream = Files.readAllBytes(whole);
    ByteArrayOutputStream left = new ByteArrayOutputStream();
    Random random = new Random(2);
    int now = -1;
    int part = 0;
    for (int at = 0; at + PACKET <= stream.length; at += PACKET) {
      boolean video = ((stream[at + 1] & 0x1f) << 8 | stream[at + 2] & 255) == 0x100;
      boolean begins = (stream[at + 1] & 0x40) != 0;
      now += video && begins ? 1 : 0;
      part = video && begins ? 0 : part + (video ? 1 : 0);
      boolean hit = video && now == frame;
      if (hit && (fault == Fault.ALL || (fault == Fault.PART && part == 2))) {
        continue;
      }
      if (hit && fault == Fault.NOISE && part >= 1) {
        for (int i = at + 40; i < at + PACKET; i++) {
          stream[i] = (byte) random.nextInt(256);
        }
      }
      left.write(stream, at, PACKET);
    }
    assertThat(now).isEqualTo(FRAMES - 1);
    return Files.write(folder.resolve("damaged.ts"), left.toByteArray());
  }

  private static List<FrameDamage> damages(CameraConfig camera) throws Exception {
    List<FrameDamage> damages = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(camera, null, false)) {
      for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
        while (damages.size() < Math.round(frame.timeMillis() / 40)) {
          damages.add(FrameDamage.FRESH); // never came
        }
        damages.add(frame.damage());
        assertThat(frame.isDamaged()).isEqualTo(frame.damage() != FrameDamage.NONE);
      }
    }
    return damages;
  }

  @Test
  void aWholeStreamHasNoDamage() throws Exception {
    assertThat(damages(CameraConfig.of("c", whole.toString())))
        .hasSize(FRAMES)
        .containsOnly(FrameDamage.NONE);
  }

  @ParameterizedTest
  @CsvSource({"PART, 27, 40", "ALL, 27, 40", "NOISE, 27, 40", "PART, 40, 60", "NOISE, 40, 60"})
  void framesAreDamagedFromALossToTheNextWholeKeyFrame(Fault fault, int lost, int key)
      throws Exception {
    List<FrameDamage> damages = damages(CameraConfig.of("c", damaged(fault, lost).toString()));
    assertThat(damages).hasSize(FRAMES);
    assertThat(damages.subList(0, lost - EARLY)).containsOnly(FrameDamage.NONE);
    assertThat(damages.subList(lost + 1, key)).containsOnly(FrameDamage.FRESH);
    assertThat(damages.subList(key, FRAMES)).containsOnly(FrameDamage.NONE);
  }

  @Test
  void whereNoKeyFrameComesInTimeDamagedFramesAreTakenAndMarked() throws Exception {
    Path file = damaged(Fault.PART, 25);
    CameraConfig camera =
        CameraConfigs.playedOnce(
            CameraConfigs.damagedFor(
                Duration.ofMillis(200), CameraConfig.of("c", file.toString())));
    List<FrameDamage> damages = damages(camera);
    assertThat(damages.subList(26, 29)).containsOnly(FrameDamage.FRESH);
    assertThat(damages.subList(31, 40)).containsOnly(FrameDamage.STANDING);
    List<Frame> frames = frames(camera);
    assertThat(frames).filteredOn(Frame::damaged).isNotEmpty();
    assertThat(frames)
        .filteredOn(Frame::damaged)
        .extracting(frame -> NumberedFilm.number(frame.picture()))
        .allMatch(number -> number > 5);
  }

  @Test
  void aCameraGivesNoDamagedFrameCountsThemAndSaysSoUntilAWholeOneCame() throws Exception {
    CameraConfig camera =
        CameraConfigs.playedOnce(
            CameraConfig.of("c", damaged(Fault.PART, 25).toString()).withFps(100));
    List<Frame> frames = frames(camera);
    assertThat(frames).noneMatch(Frame::damaged);
    assertThat(new TreeSet<>(frames.stream().map(f -> NumberedFilm.number(f.picture())).toList()))
        .contains(0);
    try (Camera counted = Camera.start(camera)) {
      Await.until("ended", () -> counted.status().state() == CameraState.ENDED);
      assertThat(counted.status().counts().corrupt()).isBetween(14L, 17L);
      assertThat(counted.status().counts().captured() + counted.status().counts().corrupt())
          .isEqualTo(FRAMES);
    }
  }

  /** As of a camera with intra refresh: one key frame at the beginning of its life. */
  @Test
  void aCameraWithoutFurtherKeyFramesSaysThatItsFramesAreDamaged() throws Exception {
    Path file = cutBefore(40, damaged(Fault.PART, 25));
    CameraConfig camera =
        CameraConfigs.playedOnce(
            CameraConfigs.damagedFor(
                Duration.ofMillis(200), CameraConfig.of("c", file.toString())));
    try (Camera answered = Camera.start(camera)) {
      assertThat(answered.status().damaged()).isFalse();
      Await.until("ended", () -> answered.status().state() == CameraState.ENDED);
      assertThat(answered.status().damaged()).isTrue();
      assertThat(answered.status().counts().captured()).isBetween(30L, 37L);
    }
  }

  /** Leaves only the packets before a frame. */
  private Path cutBefore(int frame, Path file) throws IOException {
    byte[] stream = Files.readAllBytes(file);
    int now = -1;
    int at = 0;
    for (; at + PACKET <= stream.length && now < frame; at += PACKET) {
      boolean video = ((stream[at + 1] & 0x1f) << 8 | stream[at + 2] & 255) == 0x100;
      now += video && (stream[at + 1] & 0x40) != 0 ? 1 : 0;
    }
    return Files.write(folder.resolve("cut.ts"), java.util.Arrays.copyOf(stream, at - PACKET));
  }

  /** What a camera gives to who takes every frame that he can. */
  private static List<Frame> frames(CameraConfig config) throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (Camera camera = Camera.start(config)) {
      while (camera.status().state() != CameraState.ENDED) {
        Frame frame = camera.next(Duration.ofMillis(20));
        if (frame != null) {
          frames.add(frame);
        }
      }
    }
    return frames;
  }
}
