package io.vedette.cloud.rpc;

import io.vedette.cloud.health.FieldMean;
import io.vedette.cloud.health.HealthFinding;
import io.vedette.cloud.health.HealthVerdict;
import io.vedette.cloud.rollout.Bake;
import io.vedette.proto.v1.FieldInterval;
import io.vedette.proto.v1.HealthSignalResult;
import io.vedette.proto.v1.HealthState;
import io.vedette.proto.v1.RolloutHealth;
import java.util.Locale;

/** What is known of a version in the field, in its wire form. */
final class HealthMapper {

  private HealthMapper() {}

  static RolloutHealth write(Bake bake) {
    Bake.Terms terms = bake.terms();
    RolloutHealth.Builder message =
        RolloutHealth.newBuilder()
            .setState(state(bake.report().verdict()))
            .setWhy(Texts.shortened(bake.report().why()))
            .setSinceMs(bake.sinceMs())
            .setLeastMs(terms.timeMs())
            .setLimitMs(terms.limitMs())
            .setFrames(bake.report().frames())
            .setObjects(bake.report().objects())
            .setLeastFrames(terms.frames())
            .setLeastObjects(terms.objects());
    bake.report().findings().forEach(finding -> message.addSignals(write(finding)));
    return message.build();
  }

  private static HealthState state(HealthVerdict verdict) {
    return EnumNames.of(HealthState.class, verdict);
  }

  private static HealthSignalResult write(HealthFinding finding) {
    HealthSignalResult.Builder message =
        HealthSignalResult.newBuilder()
            .setSignal(finding.signal().name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .setWords(finding.signal().words())
            .setLabel(finding.label())
            .setBefore(write(finding.before()))
            .setNow(write(finding.now()))
            .setState(state(finding.outcome()))
            .setDevices(finding.devices());
    if (finding.others().blocks() > 0) {
      message.setOthers(write(finding.others()));
    }
    if (Double.isFinite(finding.least())) {
      message.setLeast(finding.least());
    }
    if (Double.isFinite(finding.most())) {
      message.setMost(finding.most());
    }
    return message.build();
  }

  private static FieldInterval write(FieldMean mean) {
    return FieldInterval.newBuilder()
        .setValue(mean.value())
        .setLow(mean.low())
        .setHigh(mean.high())
        .setBlocks(mean.blocks())
        .build();
  }
}
