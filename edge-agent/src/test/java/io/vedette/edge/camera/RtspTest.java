package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.camera.VideoReader.VideoFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real FFmpeg against a camera that speaks RTSP on real sockets. */
class RtspTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path films;
  private static Path film;

  private RtspCamera camera;

  @BeforeAll
  static void film() throws IOException {
    film = films.resolve("film.h264");
    NumberedFilm.write(film, "h264", 3 * NumberedFilm.GOP);
  }

  @BeforeEach
  void start() throws IOException {
    camera = RtspCamera.start(film);
  }

  @AfterEach
  void close() throws IOException {
    camera.close();
  }

  private VideoReader open(String transport) throws IOException {
    CameraConfig config =
        CameraConfigs.over(
            transport, CameraConfig.of("c", camera.url()).watched(PATIENCE, Duration.ZERO));
    return VideoReader.open(config.decodedBy("none"), null, true);
  }

  private static CameraConfig config(String url) {
    return CameraConfig.of("c", url).watched(PATIENCE, Duration.ZERO);
  }

  @Test
  void picturesComeOverTcpUnlessToldOtherwise() throws Exception {
    try (VideoReader reader = VideoReader.open(config(camera.url()), null, true)) {
      assertThat(reader.next().picture().width()).isEqualTo(NumberedFilm.WIDTH);
    }
    assertThat(camera.asked).containsExactly("TCP");
  }

  @Test
  void whereTcpIsRefusedUdpIsTried() throws Exception {
    camera.refusesTcp = true;
    try (VideoReader reader = open("tcp")) {
      assertThat(reader.next().picture().width()).isEqualTo(NumberedFilm.WIDTH);
    }
    assertThat(camera.asked).containsExactly("TCP", "UDP");
  }

  @Test
  void udpIsAskedForAtOnceWhereItIsWanted() throws Exception {
    try (VideoReader reader = open("udp")) {
      assertThat(reader.next()).isNotNull();
    }
    assertThat(camera.asked).containsExactly("UDP");
  }

  @Test
  void aCameraThatIsJoinedBetweenKeyFramesGivesTheNextWholeOneFirst() throws Exception {
    camera.joinedAt = 7;
    try (VideoReader reader = VideoReader.open(config(camera.url()), null, true)) {
      for (int number = 0; number < 3; number++) {
        VideoFrame frame = reader.next();
        assertThat(frame.isDamaged()).isFalse();
        assertThat(NumberedFilm.number(frame.picture())).isEqualTo(number);
        assertThat(frame.timeMillis()).isEqualTo(40.0 * number);
      }
    }
  }

  @Test
  void aDecoderThatDoesNotOpenNeedsNoSecondConnection() throws Exception {
    CameraConfig config = config(camera.url()).decodedBy("h264_nonesuch");
    try (VideoReader reader = VideoReader.open(config, null, true)) {
      assertThat(reader.decoder()).startsWith("h264; not by h264_nonesuch");
      assertThat(NumberedFilm.number(reader.next().picture())).isZero();
    }
    assertThat(camera.asked).containsExactly("TCP");
  }

  /** Frame 10 of every group of 20 loses one packet, or all of them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatTheNetworkLosesDamagesFramesUntilTheNextKeyFrame(boolean all) throws Exception {
    camera.loses = (frame, packet) -> frame % NumberedFilm.GOP == 10 && (all || packet == 1);
    Set<Integer> good = new TreeSet<>();
    int damaged = 0;
    try (VideoReader reader = open("udp")) {
      for (int i = 0; i < 6 * NumberedFilm.GOP; i++) {
        VideoFrame frame = reader.next();
        if (frame.isDamaged()) {
          damaged++;
        } else {
          good.add(NumberedFilm.number(frame.picture()));
        }
      }
    }
    assertThat(damaged).isGreaterThan(NumberedFilm.GOP);
    assertThat(good).contains(0, 1, 2).allMatch(number -> number <= 10);
  }
}
