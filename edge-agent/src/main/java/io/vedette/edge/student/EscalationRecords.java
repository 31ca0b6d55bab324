package io.vedette.edge.student;

import io.vedette.edge.escalate.EscalationSettings;
import io.vedette.edge.escalate.NamedEscalation;
import io.vedette.edge.record.EscalationSettingsRecord;
import io.vedette.edge.record.NamedEscalationRecord;

/** What deployments name of escalation, as records on disk. */
final class EscalationRecords {

  private EscalationRecords() {}

  static NamedEscalationRecord encode(String deployment, NamedEscalation escalation) {
    NamedEscalationRecord.Builder record =
        NamedEscalationRecord.newBuilder()
            .setDeployment(deployment)
            .setNamed(encode(escalation.named()));
    EscalationSettings followed = escalation.followed();
    if (followed != null) {
      record.setFollowed(encode(followed));
    }
    return record.build();
  }

  /** What was refused may be possible in this release of the agent. */
  static NamedEscalation decode(NamedEscalationRecord record) {
    EscalationSettings named = decode(record.getNamed());
    EscalationSettings followed = record.hasFollowed() ? decode(record.getFollowed()) : null;
    return NamedEscalation.of(named, new NamedEscalation(named, followed));
  }

  private static EscalationSettingsRecord encode(EscalationSettings settings) {
    EscalationSettingsRecord.Builder record = EscalationSettingsRecord.newBuilder();
    if (settings.policy() != null) {
      record.setPolicy(settings.policy());
    }
    if (settings.budgetBitsPerSecond() != null) {
      record.setBudgetBitsPerSecond(settings.budgetBitsPerSecond());
    }
    if (settings.burstSeconds() != null) {
      record.setBurstSeconds(settings.burstSeconds());
    }
    if (settings.framesPerHour() != null) {
      record.setFramesPerHour(settings.framesPerHour());
    }
    if (settings.auditShare() != null) {
      record.setAuditShare(settings.auditShare());
    }
    if (settings.minHardness() != null) {
      record.setMinHardness(settings.minHardness());
    }
    if (settings.minGapSeconds() != null) {
      record.setMinGapSeconds(settings.minGapSeconds());
    }
    if (settings.jpegQuality() != null) {
      record.setJpegQuality(settings.jpegQuality());
    }
    if (settings.framing() != null) {
      record.setFraming(settings.framing());
    }
    return record.build();
  }

  private static EscalationSettings decode(EscalationSettingsRecord r) {
    return new EscalationSettings(
        r.hasPolicy() ? r.getPolicy() : null,
        r.hasBudgetBitsPerSecond() ? r.getBudgetBitsPerSecond() : null,
        r.hasBurstSeconds() ? r.getBurstSeconds() : null,
        r.hasFramesPerHour() ? r.getFramesPerHour() : null,
        r.hasAuditShare() ? r.getAuditShare() : null,
        r.hasMinHardness() ? r.getMinHardness() : null,
        r.hasMinGapSeconds() ? r.getMinGapSeconds() : null,
        r.hasJpegQuality() ? r.getJpegQuality() : null,
        r.hasFraming() ? r.getFraming() : null);
  }
}
