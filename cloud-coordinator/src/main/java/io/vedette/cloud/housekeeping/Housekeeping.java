package io.vedette.cloud.housekeeping;

import io.vedette.cloud.distillation.DatasetFrames;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.loop.LoopStages;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.round.Round;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

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
  private final ControlLoop loop;
  private final LoopStages stages;
  private final Catalog catalog;
  private final BlobStore blobs;
  private final EventFeed feed;
  private final FrameHousekeeping frames;
  private final ArtifactHousekeeping artifacts;

  /**
   * @param loop of the stages
   */
  public Housekeeping(
      ArtifactRetentionConfig retention,
      Escalations escalations,
      FrameStore frames,
      BlobStore blobs,
      Catalog catalog,
      ControlLoop loop,
      LoopStages stages,
      EventFeed feed,
      InstantSource clock) {
    this.loop = loop;
    this.stages = stages;
    this.catalog = catalog;
    this.blobs = blobs;
    this.feed = feed;
    this.frames =
        new FrameHousekeeping(
            escalations,
            frames,
            this::usedFrames,
            (id, text) -> feed.error(Subject.of("escalation", id), text));
    this.artifacts = new ArtifactHousekeeping(retention, blobs, this::usedArtifacts, clock);
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
  }

  /**
   * What is stored, and what is unneeded.
   *
   * @param delete whether that is deleted now
   */
  public List<StorageUse> review(boolean delete) throws Exception {
    return thread.ask(
        () -> {
          List<StorageUse> all = new ArrayList<>(frames.review());
          if (delete) {
            frames.clean();
          }
          all.addAll(artifacts.review(delete));
          return all;
        });
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
  private interface DiskTask {
    void run() throws IOException;
  }

  /**
   * @param alarm that stands while the task fails
   * @param otherwise its text
   */
  private void every(Duration interval, String alarm, String otherwise, DiskTask task) {
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

  private Set<String> usedFrames() throws IOException {
    return DatasetFrames.used(distillations(), blobs);
  }

  private Set<String> usedArtifacts() throws IOException {
    UsedArtifacts used = new UsedArtifacts();
    List<Round> rounds = onLoop(() -> stages.rounds().newest(Integer.MAX_VALUE));
    rounds.forEach(used::add);
    distillations().forEach(used::add);
    catalog.newest(Integer.MAX_VALUE).forEach(version -> used.add(version.manifest()));
    return used.digests();
  }

  private List<Distillation> distillations() throws IOException {
    return onLoop(() -> stages.distillations().newest(Integer.MAX_VALUE));
  }

  private <T> T onLoop(Callable<T> question) throws IOException {
    try {
      return loop.ask(question);
    } catch (Exception e) {
      throw new IOException("the stages do not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
