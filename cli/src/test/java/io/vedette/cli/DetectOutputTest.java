package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What {@code detect} writes: videos at their own times, pictures under their own names. */
class DetectOutputTest {

  private static final Path SHARED =
      Path.of(System.getProperty("vedette.shared", "../../shared")).toAbsolutePath();
  private static final Path MODEL = SHARED.resolve("models/fastestdet_352.onnx");
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path json;

  @BeforeEach
  void needsAModel() {
    assumeTrue(Files.exists(MODEL), () -> MODEL + " is absent");
    json = folder.resolve("seen.json");
  }

  private int detect(Object... arguments) {
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(
        Stream.concat(
                Stream.of("detect", "--model", MODEL.toString()),
                Arrays.stream(arguments).map(Object::toString))
            .toArray(String[]::new));
  }

  private JsonNode answers() throws IOException {
    return JsonMapper.builder().build().readTree(json.toFile()).get("images");
  }

  private static Path shared(String name) {
    Path file = SHARED.resolve(name);
    assumeTrue(Files.exists(file), () -> file + " is absent");
    return file;
  }

  private static List<Double> times(Path video) throws Exception {
    List<Double> times = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(video.toString())) {
      for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
        times.add(frame.timeMillis());
      }
    }
    return times;
  }

  private static byte[] jpeg(int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    Arrays.fill(bgr, (byte) 200);
    return Pictures.encodeJpeg(new Picture(width, height, bgr), 90);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"phone0", "phone1", "phone2", "phone3", "phone4", "phone5", "dense", "vfr"})
  void writtenFramesHaveTheTimesOfTheirSources(String name) throws Exception {
    Path source = shared("cases/variable-rate/" + name + ".mp4");
    Path drawn = folder.resolve("drawn.mp4");

    int exit = detect("--input", source, "--output", drawn, "--json", json);

    assertThat(exit).as(err.toString()).isZero();
    assertThat(err.toString()).doesNotContain("vedette detect:");
    List<Double> expected = times(source);
    List<Double> written = times(drawn);
    assertThat(written).hasSameSizeAs(expected);
    JsonNode answers = answers();
    assertThat(answers).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      // half a tick of 90 kHz, and the rounding of two clocks to whole microseconds
      assertThat(written.get(i)).isCloseTo(expected.get(i), within(0.0076));
      assertThat(answers.get(i).get("time_ms").asLong()).isEqualTo(Math.round(expected.get(i)));
    }
  }

  @Test
  void aSizeThatChangesIsFittedAndToldOnce() throws Exception {
    ByteArrayOutputStream film = new ByteArrayOutputStream();
    for (int i = 0; i < 12; i++) {
      film.write(i / 4 == 1 ? jpeg(60, 160) : jpeg(160, 120));
    }
    Path source = Files.write(folder.resolve("film.mjpeg"), film.toByteArray());
    Path drawn = folder.resolve("drawn.mp4");

    int exit = detect("--input", source, "--output", drawn, "--json", json, "--threshold", 0.99);

    assertThat(exit).as(err.toString()).isZero();
    assertThat(err.toString()).containsOnlyOnce("changes from 160x120 to 60x160");
    assertThat(answers().get(4).get("width").asInt()).isEqualTo(60);
    assertThat(answers().get(11).get("width").asInt()).isEqualTo(160);
    assertThat(times(drawn)).hasSize(12);
    try (VideoReader reader = VideoReader.open(drawn.toString())) {
      for (int i = 0; i < 4; i++) {
        assertThat(brightness(reader, 5)).isGreaterThan(180);
      }
      VideoFrame fitted = reader.next();
      assertThat(fitted.picture().width()).isEqualTo(160);
      assertThat(pixel(fitted.picture(), 5, 60)).as("border").isLessThan(30);
      assertThat(pixel(fitted.picture(), 80, 60)).as("picture").isGreaterThan(180);
    }
  }

  private static int brightness(VideoReader reader, int x) throws Exception {
    return pixel(reader.next().picture(), x, 60);
  }

  private static int pixel(Picture picture, int x, int y) {
    return picture.bgr()[3 * (y * picture.width() + x)] & 255;
  }

  @Test
  void timesNeverGoBack() throws Exception {
    Path part = folder.resolve("part.ts");
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(part.toFile(), 160, 120)) {
      recorder.setFormat("mpegts");
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG2VIDEO);
      recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
      recorder.setFrameRate(10);
      recorder.setMaxBFrames(0);
      recorder.start();
      for (int i = 0; i < 25; i++) {
        recorder.recordImage(
            160,
            120,
            Frame.DEPTH_UBYTE,
            3,
            480,
            avutil.AV_PIX_FMT_BGR24,
            ByteBuffer.wrap(new byte[160 * 120 * 3]));
      }
    }
    byte[] once = Files.readAllBytes(part);
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.write(once);
    twice.write(once);
    Path source = Files.write(folder.resolve("twice.ts"), twice.toByteArray());
    Path drawn = folder.resolve("drawn.mp4");

    int exit = detect("--input", source, "--output", drawn, "--threshold", 0.99);

    assertThat(exit).as(err.toString()).isZero();
    assertThat(err.toString()).containsOnlyOnce("the source's times do not go forward");
    List<Double> times = times(drawn);
    assertThat(times).hasSize(times(source).size()).isSorted().doesNotHaveDuplicates();
    assertThat(times.size()).isGreaterThanOrEqualTo(48);
    assertThat(times.get(times.size() - 1)).isCloseTo(100.0 * (times.size() - 1), within(150.0));
  }

  @Test
  void aVideoThatCannotBeWrittenDoesNotLoseTheAnswers() throws Exception {
    assumeTrue(Files.exists(FULL), FULL + " is absent");
    Files.createSymbolicLink(folder.resolve("drawn.mp4.part"), FULL);
    Path source = shared("cases/variable-rate/phone0.mp4");
    Path drawn = folder.resolve("drawn.mp4");

    int exit = detect("--input", source, "--output", drawn, "--json", json);

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines().filter(line -> line.startsWith("vedette")))
        .singleElement()
        .asString()
        .contains("drawn.mp4")
        .contains("No space left on device");
    assertThat(answers()).hasSize(20);
    assertThat(drawn).doesNotExist();
    assertThat(out.toString()).contains("phone0.mp4: 20 frames");
  }

  @Test
  void picturesThatCannotBeWrittenDoNotLoseTheAnswers() throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("in"));
    for (String name : List.of("a.jpg", "b.jpg", "c.jpg")) {
      Files.write(pictures.resolve(name), jpeg(64, 48));
    }
    Path drawn = folder.resolve("drawn");
    Files.createDirectories(drawn.resolve("b.jpg"));

    int exit = detect("--input", pictures, "--output", drawn, "--json", json);

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .contains("b.jpg: could not be written")
        .contains("1 of 3 pictures not written");
    assertThat(answers()).hasSize(3);
    assertThat(drawn.resolve("c.jpg")).isRegularFile();
    // without --json nothing would come of the rest
    assertThat(detect("--input", pictures, "--output", drawn)).isEqualTo(1);
  }

  @Test
  void twoPicturesOfOneNameAreTwoFiles() throws Exception {
    Path drawn = folder.resolve("drawn");
    assertThat(detect("--input", shared("cases/names"), "--output", drawn)).isZero();
    assertThat(drawn.resolve("a.jpg")).isRegularFile();
    assertThat(drawn.resolve("a.webp.jpg")).isRegularFile();

    Path pictures = Files.createDirectories(folder.resolve("in/sub"));
    Path one = Files.write(folder.resolve("in/x.jpg"), jpeg(64, 48));
    Files.write(pictures.resolve("x.jpg"), jpeg(48, 64));
    Files.write(pictures.resolve("x.png"), Pictures.encodePng(Pictures.read(one)));
    assertThat(detect("--input", folder.resolve("in"), "--output", drawn)).isZero();
    assertThat(Pictures.read(drawn.resolve("x.jpg")).width()).isEqualTo(64);
    assertThat(Pictures.read(drawn.resolve("sub/x.jpg")).width()).isEqualTo(48);
    assertThat(drawn.resolve("sub/x.png")).isRegularFile();
  }

  @Test
  void whatCannotBeWrittenIsFoundFirst() throws Exception {
    Path picture = Files.write(folder.resolve("a.jpg"), jpeg(64, 48));
    Path film = Files.write(folder.resolve("a.mjpeg"), jpeg(64, 48));
    byte[] before = Files.readAllBytes(picture);
    String noModel = folder.resolve("none.onnx").toString();
    // the model that is asked for last does not exist: whoever opened it first would say so
    List<Object[]> wrong =
        List.of(
            new Object[] {"--input", picture, "--json", folder.resolve("no/such.json")},
            new Object[] {"--input", picture, "--json", folder},
            new Object[] {"--input", picture, "--output", picture.resolve("sub")},
            new Object[] {"--input", picture, "--output", folder},
            new Object[] {"--input", film, "--output", folder.resolve("no/such.mp4")},
            new Object[] {"--input", film, "--output", picture.resolve("sub")},
            new Object[] {"--input", folder.resolve("no.jpg"), "--json", json});
    for (Object[] arguments : wrong) {
      CommandLine command = Vedette.commandLine();
      command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
      int exit =
          command.execute(
              Stream.concat(
                      Stream.of("detect", "--model", noModel),
                      Arrays.stream(arguments).map(Object::toString))
                  .toArray(String[]::new));
      assertThat(exit).isEqualTo(1);
    }
    assertThat(err.toString().lines())
        .hasSize(wrong.size())
        .allMatch(line -> line.startsWith("vedette detect: "))
        .noneMatch(line -> line.contains("none.onnx"))
        .noneMatch(line -> line.contains("Exception"));
    assertThat(err.toString())
        .contains("there is no folder " + folder.resolve("no"))
        .contains("is a folder; give the name of a file")
        .contains("would be overwritten");
    assertThat(Files.readAllBytes(picture)).isEqualTo(before);
    assertThat(json).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.jpg", "a.mjpeg");
    }
  }

  @Test
  void aVideoDoesNotOverwriteItsInput() throws Exception {
    Path film = Files.copy(shared("cases/variable-rate/phone0.mp4"), folder.resolve("a.mp4"));
    assertThat(detect("--input", film, "--output", folder)).isEqualTo(1);
    assertThat(detect("--input", film, "--output", film)).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("overwritten"));
  }

  @Test
  void jsonGoesIntoAPipeToo() throws Exception {
    Path picture = Files.write(folder.resolve("a.jpg"), jpeg(64, 48));
    Path device = Files.createSymbolicLink(folder.resolve("out"), Path.of("/dev/null"));
    assertThat(detect("--input", picture, "--json", device)).as(err.toString()).isZero();
    assertThat(Files.isSymbolicLink(device)).isTrue();
  }
}
