package io.vedette.edge.link;

import io.vedette.edge.escalate.EscalationInForce;
import io.vedette.edge.escalate.EscalationSettings;
import io.vedette.proto.v1.EscalationOrigin;
import io.vedette.wire.EnumLabels;
import io.vedette.wire.TextBound;

/** Converts the settings of escalation between the wire's messages and the agent's records. */
final class EscalationMapper {

  private static final EnumLabels<EscalationOrigin> ORIGINS = EnumLabels.of(EscalationOrigin.class);
  private static final TextBound REFUSED =
      TextBound.of(
          io.vedette.proto.v1.EscalationInForce.getDescriptor(),
          io.vedette.proto.v1.EscalationInForce.REFUSED_FIELD_NUMBER);

  private static final double MILLIS = 1e3;

  private EscalationMapper() {}

  static EscalationSettings read(io.vedette.proto.v1.EscalationSettings s) {
    return new EscalationSettings(
        s.hasPolicy() ? s.getPolicy() : null,
        s.hasBudgetBps() ? s.getBudgetBps() : null,
        s.hasBurstMs() ? s.getBurstMs() / MILLIS : null,
        s.hasFramesPerHour() ? s.getFramesPerHour() : null,
        s.hasAuditShare() ? s.getAuditShare() : null,
        s.hasMinHardness() ? s.getMinHardness() : null,
        s.hasMinGapMs() ? s.getMinGapMs() / MILLIS : null,
        s.hasJpegQuality() ? s.getJpegQuality() : null,
        s.hasFraming() ? s.getFraming() : null);
  }

  static io.vedette.proto.v1.EscalationInForce write(EscalationInForce inForce) {
    return io.vedette.proto.v1.EscalationInForce.newBuilder()
        .setSettings(write(inForce.settings()))
        .setOrigin(ORIGINS.value(inForce.origin().name()))
        .setRefused(REFUSED.fit(inForce.refused()))
        .build();
  }

  private static io.vedette.proto.v1.EscalationSettings write(EscalationSettings settings) {
    var message = io.vedette.proto.v1.EscalationSettings.newBuilder();
    if (settings.policy() != null) {
      message.setPolicy(settings.policy());
    }
    if (settings.budgetBitsPerSecond() != null) {
      message.setBudgetBps(settings.budgetBitsPerSecond());
    }
    if (settings.burstSeconds() != null) {
      message.setBurstMs(Math.round(settings.burstSeconds() * MILLIS));
    }
    if (settings.framesPerHour() != null) {
      message.setFramesPerHour(settings.framesPerHour());
    }
    if (settings.auditShare() != null) {
      message.setAuditShare(settings.auditShare());
    }
    if (settings.minHardness() != null) {
      message.setMinHardness(settings.minHardness());
    }
    if (settings.minGapSeconds() != null) {
      message.setMinGapMs(Math.round(settings.minGapSeconds() * MILLIS));
    }
    if (settings.jpegQuality() != null) {
      message.setJpegQuality(settings.jpegQuality());
    }
    if (settings.framing() != null) {
      message.setFraming(settings.framing());
    }
    return message.build();
  }
}
