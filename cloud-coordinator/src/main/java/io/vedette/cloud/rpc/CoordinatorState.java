package io.vedette.cloud.rpc;

import io.vedette.cloud.audit.AgreementCounts;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.escalation.EscalationCounts;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.journal.FeedEntry;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.registry.manifest.Version;
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
    List<FeedEntry> events) {

  /** A device with the audits of the model it runs. */
  public record AuditedDevice(Device device, AgreementCounts audits) {}

  /** A version with the aliases that point at it. */
  public record NamedVersion(Version version, List<String> aliases, int devices) {}
}
