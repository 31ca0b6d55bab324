package io.vedette.edge.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.edge.TestModels;
import io.vedette.edge.event.ObjectEventDetector.Ended;
import io.vedette.edge.fusion.VerdictFusion;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetector;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.View;
import io.vedette.wire.camera.Polygon;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectEventDetectorTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final View HALVES =
      new View(
          Map.of(
              "left",
              new Polygon(
                  List.of(
                      List.of(0.0, 0.0), List.of(0.5, 0.0), List.of(0.5, 1.0), List.of(0.0, 1.0)))),
          List.of(),
          Map.of());

  @TempDir Path folder;

  private final VerdictFusion fusion = new VerdictFusion();
  private final ObjectEventDetector detector = new ObjectEventDetector();
  private final List<Ended> ended = new ArrayList<>();
  private StudentDetector student;
  private int frames;

  @BeforeEach
  void open() throws Exception {
    student =
        StudentDetectors.infer(TestModels.write(folder, 1), Hints.NONE, StudentConfig.defaults())
            .open();
  }

  @AfterEach
  void close() {
    student.close();
  }

  /** A frame every 200 ms, 320 by 240, with a shade of its own. */
  private TrackedFrame frame(Detection... seen) {
    byte[] bgr = new byte[320 * 240 * 3];
    java.util.Arrays.fill(bgr, (byte) (10 * frames));
    long millis = frames * 200L;
    TrackedFrame tracked = fusion.onFrame(List.of(seen), List.of(), 0.5f, millis, 320, 240);
    Frame frame = new Frame("gate", frames++, NOON.plusMillis(millis), new Picture(320, 240, bgr));
    ended.addAll(
        detector.onResult(
            new FrameResult(
                frame,
                millis,
                student,
                new View.Sorted(List.of(seen), List.of()),
                tracked,
                fusion.refuted(),
                HALVES,
                0,
                1)));
    return tracked;
  }

  private static Detection at(float x, float score) {
    return new Detection(new Box(x, 100, x + 40, 140), 0, "open", score);
  }

  private void nothingFor(Duration time) {
    for (long i = 0; i <= time.toMillis() / 200; i++) {
      frame();
    }
  }

  @Test
  void anObjectIsOneEventFromItsComingToItsGoingWithItsBestPicture() {
    for (int i = 0; i < 10; i++) {
      frame(at(20 + 20 * i, i == 6 ? 0.95f : 0.6f));
    }
    assertThat(ended).isEmpty();
    nothingFor(Duration.ofSeconds(4));
    assertThat(ended).hasSize(1);
    ObjectEvent event = ended.get(0).event();
    assertThat(event.label()).isEqualTo("open");
    assertThat(event.startMillis()).isEqualTo(NOON.toEpochMilli() + 400);
    assertThat(event.endMillis()).isEqualTo(NOON.toEpochMilli() + 1_800);
    assertThat(event.zones()).containsExactly("left");
    assertThat(event.score()).isEqualTo(0.95f);
    assertThat(event.box().get(0)).isEqualTo(140 / 320f);
    Picture best = ended.get(0).picture();
    assertThat(best.width()).isEqualTo(64);
    assertThat(best.bgr()[0]).isEqualTo((byte) 60);
  }

  @Test
  void whatIsSeenTwiceIsNoEvent() {
    frame(at(100, 0.9f));
    frame(at(100, 0.9f));
    nothingFor(Duration.ofSeconds(5));
    assertThat(ended).isEmpty();
    assertThat(detector.endAll()).isEmpty();
  }

  @Test
  void theTeachersWordIsInTheEvent() {
    for (int i = 0; i < 5; i++) {
      frame(at(100, 0.9f));
    }
    fusion.onVerdict(List.of(), 800);
    for (int i = 0; i < 20; i++) {
      frame(at(100, 0.9f));
    }
    assertThat(ended).hasSize(1);
    assertThat(ended.get(0).event().standing()).isEqualTo(Standing.REMOVED);
  }

  @Test
  void eventsAreOnDiskAndATornLineIsTakenOff() throws Exception {
    EventLog log = EventLog.open(folder.resolve("events"), EventConfig.defaults());
    for (int i = 0; i < 5; i++) {
      frame(at(100, 0.9f));
    }
    for (Ended one : detector.endAll()) {
      log.add(one, NOON);
    }
    Path day = folder.resolve("events/2026-03-01");
    Path lines = day.resolve("events.jsonl");
    assertThat(Files.readAllLines(lines))
        .singleElement()
        .asString()
        .contains("\"camera\":\"gate\"", "\"label\":\"open\"", "\"standing\":\"UNASKED\"");
    try (Stream<Path> pictures = Files.list(day).filter(f -> f.toString().endsWith(".jpg"))) {
      assertThat(pictures).hasSize(1);
    }
    byte[] whole = Files.readAllBytes(lines);
    Files.writeString(
        lines,
        new String(whole, StandardCharsets.UTF_8) + "{\"id\":\"torn",
        StandardCharsets.UTF_8);
    EventLog again = EventLog.open(folder.resolve("events"), EventConfig.defaults());
    assertThat(Files.readAllBytes(lines)).isEqualTo(whole);
    assertThat(again.bytesOnDisk()).isEqualTo(log.bytesOnDisk());
  }

  @Test
  void oldDaysGoAndThenTheOldestPictures() throws Exception {
    EventLog log =
        EventLog.open(
            folder.resolve("events"), new EventConfig(false, 1 << 20, Duration.ofDays(3)));
    byte[] noise = new byte[600 * 600 * 3];
    new java.util.Random(1).nextBytes(noise);
    Picture picture = new Picture(600, 600, noise);
    for (int i = 0; i < 6; i++) {
      Instant day = NOON.plus(Duration.ofDays(i));
      ObjectEvent event =
          new ObjectEvent(
              "e" + i,
              "gate",
              "open",
              0.5f,
              Standing.UNASKED,
              day.toEpochMilli(),
              day.toEpochMilli(),
              List.of(),
              List.of(),
              null);
      log.add(new Ended(event, picture), day);
    }
    assertThat(folder.resolve("events/2026-03-02")).doesNotExist();
    assertThat(folder.resolve("events/2026-03-06/e5.jpg")).exists();
    assertThat(folder.resolve("events/2026-03-03/e2.jpg")).doesNotExist();
    assertThat(log.bytesOnDisk()).isLessThanOrEqualTo(1 << 20);
  }
}
