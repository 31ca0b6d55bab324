package io.vedette.cloud.overview;

import io.vedette.cloud.audit.AuditedDevice;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.escalation.EscalationCounts;
import io.vedette.cloud.feed.FeedEntry;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.cloud.version.NamedVersion;
import java.util.List;

/**
 * Everything at one moment, lists newest first.
 *
 * @param atMs milliseconds since the epoch
 */
public record CoordinatorState(
    long atMs,
    List<AuditedDevice> devices,
    List<Round> rounds,
    List<Distillation> distillations,
    List<NamedVersion> versions,
    List<Rollout> rollouts,
    EscalationCounts escalations,
    List<TeacherStatus> teachers,
    List<FeedEntry> events) {}
