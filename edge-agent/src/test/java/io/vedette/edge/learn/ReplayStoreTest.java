package io.vedette.edge.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.outbox.Escalation;
import io.vedette.edge.outbox.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayStoreTest {

  @TempDir Path folder;

  private static final LearnerConfig THREE = new LearnerConfig(false, 0, 0, 0, 3, 0);

  private static Escalation frame(String id) {
    byte[] jpeg = Pictures.encodeJpeg(new Picture(32, 32, new byte[32 * 32 * 3]), 90);
    return new Escalation(
        id,
        new Escalation.Source("c", 1, 1),
        new Escalation.SentPicture(jpeg, 32, 32, null),
        new Escalation.StudentAnswer(List.of(), "d"),
        new Escalation.Cause(0.5f, "missed", false));
  }

  private static Verdict verdict(String id, boolean heldOut, String... labels) {
    List<Detection> seen =
        java.util.Arrays.stream(labels)
            .map(label -> new Detection(new Box(1, 2, 11, 12), 9, label, 0.9f))
            .toList();
    return new Verdict(id, seen, "t", heldOut);
  }

  @Test
  void theNewestStayHeldOutFramesNeverComeInAndTwiceIsOnce() throws Exception {
    ReplayStore store = ReplayStore.open(folder, THREE);
    for (String id : List.of("a", "b", "c", "c", "d")) {
      store.add(frame(id), verdict(id, false, "open"));
    }
    store.add(frame("held"), verdict("held", true, "open"));
    ReplayStore again = ReplayStore.open(folder, THREE);
    assertThat(again.newest(10))
        .extracting(ReplayExample::escalationId)
        .containsExactly("d", "c", "b");
    assertThat(again.newest(2)).hasSize(2);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(6);
    }
  }

  @Test
  void anExampleWithoutItsPictureIsThrownAway() throws Exception {
    ReplayStore store = ReplayStore.open(folder, THREE);
    store.add(frame("a"), verdict("a", false));
    Files.delete(folder.resolve("000000000001.jpg"));
    assertThat(ReplayStore.open(folder, THREE).size()).isZero();
  }

  @Test
  void aDamagedExampleIsSetAsideAndTheOthersStay() throws Exception {
    ReplayStore store = ReplayStore.open(folder, THREE);
    store.add(frame("a"), verdict("a", false, "open"));
    store.add(frame("b"), verdict("b", false, "open"));
    Path damaged = folder.resolve("000000000001.example");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 1] ^= 1;
    Files.write(damaged, bytes);
    ReplayStore again = ReplayStore.open(folder, THREE);
    assertThat(again.newest(10)).extracting(ReplayExample::escalationId).containsExactly("b");
    assertThat(folder.resolve("000000000001.example.damaged")).hasBinaryContent(bytes);
    assertThat(folder.resolve("000000000001.jpg")).doesNotExist();
    again.add(frame("c"), verdict("c", false));
    assertThat(ReplayStore.open(folder, THREE).newest(10))
        .extracting(ReplayExample::escalationId)
        .containsExactly("c", "b");
  }

  @Test
  void anExampleIsReadAsItWasAdded() throws Exception {
    ReplayStore.open(folder, THREE).add(frame("a"), verdict("a", false, "open", "spur"));
    ReplayExample example = ReplayStore.open(folder, THREE).newest(1).get(0);
    assertThat(example)
        .isEqualTo(
            new ReplayExample(1, "a", 32, 32, verdict("a", false, "open", "spur").detections()));
  }

  @Test
  void examplesBecomeADatasetOfTheStudentsLabels() throws Exception {
    ReplayStore store = ReplayStore.open(folder.resolve("replay"), THREE);
    store.add(frame("a"), verdict("a", false, "open", "spur", "unheard of"));
    store.add(frame("b"), verdict("b", false));
    // of a teacher that looks for other things: it would teach that there is nothing
    store.add(frame("c"), verdict("c", false, "unheard of"));
    Path target = folder.resolve("dataset");
    List<String> ids = store.writeDataset(10, List.of("spur", "open"), target);
    assertThat(ids).containsExactly("b", "a");
    Dataset dataset = Datasets.open(target.resolve("annotations.json"), null);
    assertThat(dataset.labels()).containsExactly("spur", "open");
    assertThat(dataset.samples()).hasSize(2);
    assertThat(dataset.samples().get(1).truths())
        .extracting(io.vedette.detector.dataset.Truth::classId)
        .containsExactly(1, 0);
    assertThat(dataset.samples().get(1).picture().width()).isEqualTo(32);
  }
}
