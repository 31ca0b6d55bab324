package io.vedette.cloud.housekeeping;

import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.machine.ControlLoop;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes what is beyond its retention and looks for damage, now and then, on a thread of its own.
 * What cannot be deleted and what is damaged is an alarm.
 */
public final class Housekeeping implements AutoCloseable {

  /** What comes in between is beyond the retention for so long. */
  private static final Duration FRAME_INTERVAL = Duration.ofSeconds(5);

  private static final Duration READING_INTERVAL = Duration.ofSeconds(30);

  /** Artifacts are many files, and few of them go at a time. */
  private static final Duration ARTIFACT_INTERVAL = Duration.ofHours(1);

  /** So many damaged artifacts are named. */
  private static final int NAMED = 3;

  private final ControlLoop thread = new ControlLoop("housekeeping");
  private final EventFeed feed;
  private final FrameHousekeeping frames;
  private final ArtifactHousekeeping artifacts;
  private final StorageReferences references;

  public Housekeeping(
      ArtifactRetentionConfig retention,
      Escalations escalations,
      FrameStore frames,
      StorageReferences references,
      EventFeed feed,
      InstantSource clock) {
    this.feed = feed;
    this.references = references;
    this.frames =
        new FrameHousekeeping(
            escalations,
            frames,
            references::frames,
            (id, text) -> feed.error(Subject.of("escalation", id), text));
    this.artifacts =
        new ArtifactHousekeeping(retention, references.blobs(), references::artifacts, clock);
  }

  /** Begins. */
  public void start() {
    every(FRAME_INTERVAL, "old-frames", "old frames are not deleted", frames::clean);
    every(READING_INTERVAL, "damage", "damage is not looked for", this::lookForDamage);
    every(
        ARTIFACT_INTERVAL,
        "old-artifacts",
        "artifacts that nothing uses are not deleted",
        () -> artifacts.review(true));
    every(
        ARTIFACT_INTERVAL,
        "old-reviews",
        "old reviews are not forgotten",
        references::forgetOldReviews);
  }

  /**
   * What is stored, and what is unneeded.
   *
   * @param delete deletes what is unneeded; the answer then tells what was deleted
   */
  public List<StorageUse> review(boolean delete) throws Exception {
    return thread.ask(
        () -> {
          List<StorageUse> all = new ArrayList<>(frames.review(delete));
          all.addAll(artifacts.review(delete));
          return all;
        });
  }

  /** Runs a task on the thread that deletes: nothing is deleted meanwhile. */
  public void whileNothingIsDeleted(Runnable task) {
    thread.run("housekeeping", task);
  }

  private void lookForDamage() throws IOException {
    frames.checkNextSegment();
    artifacts.readNext();
    List<String> missing = artifacts.missing();
    if (missing.isEmpty()) {
      feed.clear("artifacts");
    } else {
      feed.alarm(
          "artifacts",
          missing.size()
              + " artifacts are damaged on the disk: "
              + String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())))
              + "; what needs them fails until they are uploaded again");
    }
  }

  /** A task that the disk may make fail. */
  public interface DiskTask {
    void run() throws IOException;
  }

  /**
   * Runs a task again and again, on the thread that deletes.
   *
   * @param alarm that stands while the task fails
   * @param otherwise its text
   */
  public void every(Duration interval, String alarm, String otherwise, DiskTask task) {
    thread.every(
        interval,
        "housekeeping",
        () -> {
          try {
            task.run();
            feed.clear(alarm);
          } catch (IOException | RuntimeException e) {
            feed.alarm(alarm, otherwise + ": " + e.getMessage());
          }
        });
  }

  @Override
  public void close() {
    thread.close();
  }
}
