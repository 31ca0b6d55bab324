package io.vedette.cloud.rpc;

import io.vedette.cloud.fleet.EscalationTerms;
import io.vedette.cloud.fleet.ReportedEscalation;
import io.vedette.proto.v1.EscalationInForce;
import io.vedette.proto.v1.EscalationOrigin;
import io.vedette.proto.v1.EscalationSettings;
import io.vedette.wire.EnumLabels;

/** How frames are escalated, between its wire form and records. */
final class EscalationTermsMapper {

  private static final EnumLabels<EscalationOrigin> ORIGINS = EnumLabels.of(EscalationOrigin.class);

  private static final double MILLIS = 1e3;

  private EscalationTermsMapper() {}

  static EscalationSettings write(EscalationTerms terms) {
    EscalationSettings.Builder message = EscalationSettings.newBuilder();
    if (terms.policy() != null) {
      message.setPolicy(terms.policy());
    }
    if (terms.budgetBitsPerSecond() != null) {
      message.setBudgetBps(terms.budgetBitsPerSecond());
    }
    if (terms.burstSeconds() != null) {
      message.setBurstMs(Math.round(terms.burstSeconds() * MILLIS));
    }
    if (terms.framesPerHour() != null) {
      message.setFramesPerHour(terms.framesPerHour());
    }
    if (terms.auditShare() != null) {
      message.setAuditShare(terms.auditShare());
    }
    if (terms.minHardness() != null) {
      message.setMinHardness(terms.minHardness());
    }
    if (terms.minGapSeconds() != null) {
      message.setMinGapMs(Math.round(terms.minGapSeconds() * MILLIS));
    }
    if (terms.jpegQuality() != null) {
      message.setJpegQuality(terms.jpegQuality());
    }
    if (terms.framing() != null) {
      message.setFraming(terms.framing());
    }
    return message.build();
  }

  private static EscalationTerms read(EscalationSettings s) {
    return new EscalationTerms(
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

  static ReportedEscalation read(EscalationInForce inForce) {
    return new ReportedEscalation(
        read(inForce.getSettings()), ORIGINS.label(inForce.getOrigin()), inForce.getRefused());
  }

  static EscalationInForce write(ReportedEscalation reported) {
    return EscalationInForce.newBuilder()
        .setSettings(write(reported.settings()))
        .setOrigin(ORIGINS.value(reported.origin()))
        .setRefused(reported.refused())
        .build();
  }
}
