package io.vedette.cloud.overview;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.escalation.EscalationCounts;
import io.vedette.cloud.feed.Alarm;
import io.vedette.cloud.feed.FeedEntry;
import io.vedette.cloud.fleet.DeviceFigures;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.cloud.version.NamedVersion;
import java.util.List;
import java.util.Optional;

/**
 * The coordinator at a glance, at one moment; its size does not grow with the fleet.
 *
 * @param atMs milliseconds since the epoch
 * @param figures of all devices
 * @param teachers the first 20, by name
 * @param loop rounds, distillations and rollouts
 * @param version the newest
 * @param stable what the alias names, of the default deployment
 * @param desired what its devices should run
 * @param events the newest 20, newest first
 */
public record CoordinatorSummary(
    long atMs,
    Devices devices,
    DeviceFigures figures,
    EscalationCounts escalations,
    List<Alarm> alarms,
    int teachersTotal,
    List<TeacherStatus> teachers,
    Loop loop,
    int deploymentsTotal,
    int versionsTotal,
    Optional<NamedVersion> version,
    Optional<NamedVersion> stable,
    Optional<NamedVersion> desired,
    List<FeedEntry> events) {

  /**
   * How many devices are in which state.
   *
   * @param trainable of the online ones, those that can train now
   * @param otherVersion of the online ones, those with a student that reports another version than
   *     it should run
   */
  public record Devices(int online, int away, int revoked, int trainable, int otherVersion) {}

  /** How many of each there ever were, and the newest. */
  public record Loop(
      int rounds,
      Optional<Round> round,
      int distillations,
      Optional<Distillation> distillation,
      int rollouts,
      Optional<Rollout> rollout) {}
}
