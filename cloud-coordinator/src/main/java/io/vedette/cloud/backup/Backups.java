package io.vedette.cloud.backup;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.housekeeping.Housekeeping;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.registry.blob.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes backups while the coordinator works, one at a time, on the thread that deletes: what rows
 * name is still there when it is copied. A backup that fails is an alarm until one succeeds.
 */
public final class Backups {

  private static final String ALARM = "backup";
  private static final Subject SUBJECT = Subject.of("coordinator");

  /** So many artifacts that a backup lacks are named. */
  private static final int NAMED = 3;

  private final BackupConfig config;
  private final Path data;
  private final IgniteNode node;
  private final BlobStore artifacts;
  private final FrameSegments segments;
  private final Housekeeping housekeeping;
  private final EventFeed feed;
  private final InstantSource clock;
  private final @Nullable BackupFolder folder;

  /** Under way, or the last one that failed. */
  private @Nullable Backup latest;

  private long askedMs;

  /**
   * @param data the data directory
   */
  public Backups(
      BackupConfig config,
      Path data,
      IgniteNode node,
      BlobStore artifacts,
      FrameSegments segments,
      Housekeeping housekeeping,
      EventFeed feed,
      InstantSource clock) {
    this.config = config;
    this.data = data;
    this.node = node;
    this.artifacts = artifacts;
    this.segments = segments;
    this.housekeeping = housekeeping;
    this.feed = feed;
    this.clock = clock;
    Path where = config.folder();
    this.folder = where == null ? null : new BackupFolder(where);
  }

  /**
   * Begins a backup.
   *
   * @param who asked for it; empty: it was due
   * @throws IllegalStateException in one line: there is no folder, or one is under way
   */
  public Backup begin(String who) {
    BackupFolder to = folder;
    if (to == null) {
      throw new IllegalStateException(
          "no backups are made here; set backups.folder in the coordinator's configuration");
    }
    Backup begun;
    synchronized (this) {
      if (latest != null && latest.state() == Backup.State.RUNNING) {
        throw new IllegalStateException("the backup " + latest.name() + " is under way");
      }
      long now = clock.millis();
      askedMs = now;
      begun = new Backup(to.name(now), Backup.State.RUNNING, now, 0, 0, 0, "");
      latest = begun;
    }
    if (!who.isEmpty()) {
      feed.info(SUBJECT.by(who), "backup " + begun.name() + " is begun");
    }
    housekeeping.whileNothingIsDeleted(() -> make(to, begun));
    return begun;
  }

  private void make(BackupFolder to, Backup begun) {
    try {
      BackupWriter writer = new BackupWriter(data, node, artifacts, segments, to.artifacts());
      BackupManifest manifest = writer.write(to.part(begun.name()), begun.createdMs());
      to.finish(begun.name());
      to.keep(config.keep());
      String lacks = lacks(writer.lacking());
      ended(
          new Backup(
              begun.name(),
              Backup.State.DONE,
              begun.createdMs(),
              clock.millis(),
              manifest.bytes(),
              manifest.rows(),
              lacks));
      feed.clear(ALARM);
      feed.info(
          SUBJECT,
          "backup "
              + begun.name()
              + ": "
              + manifest.rows()
              + " rows, "
              + manifest.bytes()
              + " bytes"
              + (lacks.isEmpty() ? "" : "; " + lacks));
    } catch (IOException | RuntimeException e) {
      String why = String.valueOf(e.getMessage());
      ended(
          new Backup(
              begun.name(), Backup.State.FAILED, begun.createdMs(), clock.millis(), 0, 0, why));
      feed.alarm(ALARM, "the backup " + begun.name() + " failed: " + why);
    }
  }

  private static String lacks(List<String> artifacts) {
    return artifacts.isEmpty()
        ? ""
        : artifacts.size()
            + " damaged artifacts are not in it: "
            + String.join(", ", artifacts.subList(0, Math.min(NAMED, artifacts.size())));
  }

  private synchronized void ended(Backup backup) {
    latest = backup;
  }

  /** Where they are made; empty: nowhere. */
  public Optional<Path> folder() {
    return Optional.ofNullable(config.folder());
  }

  /** Backups, the newest first: the one under way or failed last, and those in the folder. */
  public List<Backup> list() throws IOException {
    BackupFolder in = folder;
    if (in == null) {
      return List.of();
    }
    Backup newest;
    synchronized (this) {
      newest = latest;
    }
    List<Backup> all = new ArrayList<>();
    if (newest != null) {
      all.add(newest);
    }
    for (String name : in.names()) {
      if (newest == null || !newest.name().equals(name)) {
        in.find(name).map(manifest -> stored(name, manifest)).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Backup stored(String name, BackupManifest manifest) {
    return new Backup(
        name,
        Backup.State.DONE,
        manifest.createdMs(),
        manifest.createdMs(),
        manifest.bytes(),
        manifest.rows(),
        "");
  }

  /** Begins a backup when one is due. Time that the coordinator was down counts. */
  public void tick() throws IOException {
    Duration every = config.every();
    BackupFolder in = folder;
    if (every == null || in == null) {
      return;
    }
    synchronized (this) {
      if (latest != null && latest.state() == Backup.State.RUNNING) {
        return;
      }
      if (askedMs == 0) {
        askedMs =
            in.names().stream()
                .findFirst()
                .flatMap(in::find)
                .map(BackupManifest::createdMs)
                .orElse(1L);
      }
      if (clock.millis() - askedMs < every.toMillis()) {
        return;
      }
    }
    begin("");
  }
}
