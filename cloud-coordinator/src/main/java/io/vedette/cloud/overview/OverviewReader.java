package io.vedette.cloud.overview;

import io.vedette.cloud.audit.AuditedDevice;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.loop.LoopStages;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.cloud.version.NamedVersion;
import io.vedette.cloud.version.VersionManagement;
import java.util.List;

/**
 * Collects what people see at a glance. May be called on any thread but those of the control loops.
 */
public final class OverviewReader {

  /** The newest of each kind that are listed. */
  private static final int NEWEST = 100;

  private final ControlLoop loop;
  private final Fleet fleet;
  private final FrameAnswering answering;
  private final LoopStages stages;
  private final VersionManagement versions;
  private final EventFeed feed;

  public OverviewReader(
      ControlLoop loop,
      Fleet fleet,
      FrameAnswering answering,
      LoopStages stages,
      VersionManagement versions,
      EventFeed feed) {
    this.loop = loop;
    this.fleet = fleet;
    this.answering = answering;
    this.stages = stages;
    this.versions = versions;
    this.feed = feed;
  }

  /**
   * Everything now.
   *
   * @param nowMs milliseconds since the epoch
   */
  public CoordinatorState read(long nowMs) throws Exception {
    List<TeacherStatus> teachers = answering.teachers().status();
    List<NamedVersion> named = versions.newest(NEWEST);
    return loop.ask(
        () ->
            new CoordinatorState(
                nowMs,
                fleet.devices().stream()
                    .map(
                        d ->
                            new AuditedDevice(
                                d, answering.audits().of(d.agentId(), d.modelSha256())))
                    .toList(),
                stages.rounds().newest(NEWEST),
                stages.distillations().newest(NEWEST),
                named,
                stages.rollouts().newest(NEWEST),
                answering.escalations().totals(),
                teachers,
                feed.newest(NEWEST)));
  }
}
