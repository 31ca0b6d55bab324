package io.vedette.cloud.rpc;

import io.vedette.cloud.overview.DeploymentReader.Learning;
import io.vedette.proto.v1.Drift;
import io.vedette.proto.v1.DriftState;
import io.vedette.proto.v1.NextRound;
import io.vedette.proto.v1.WatchedSeries;
import io.vedette.wire.TextBound;

/** Drift and the pace of rounds as messages. */
final class DriftMapper {

  /** Of more series, those with a value most recently. */
  private static final int MAX_SERIES = 40;

  private static final TextBound BECAUSE =
      TextBound.of(NextRound.getDescriptor(), NextRound.BECAUSE_FIELD_NUMBER);
  private static final TextBound TEXT =
      TextBound.of(Drift.getDescriptor(), Drift.TEXT_FIELD_NUMBER);
  private static final TextBound ENDED =
      TextBound.of(Drift.getDescriptor(), Drift.ENDED_FIELD_NUMBER);

  private DriftMapper() {}

  static DriftState drift(Learning of) {
    DriftState.Builder state = DriftState.newBuilder();
    of.series().stream().limit(MAX_SERIES).forEach(series -> state.addSeries(write(series)));
    of.drifts().forEach(drift -> state.addDrifts(write(drift)));
    return state.build();
  }

  private static WatchedSeries write(io.vedette.cloud.drift.WatchedSeries of) {
    return WatchedSeries.newBuilder()
        .setSeries(of.series().words())
        .setCamera(of.camera())
        .setVersion(of.version())
        .setValues(of.values())
        .setLevel(of.level())
        .setSuspicion(of.suspicion())
        .build();
  }

  private static Drift write(io.vedette.cloud.drift.Drift of) {
    Drift.Builder drift =
        Drift.newBuilder()
            .setSeries(of.series().words())
            .setCamera(of.camera())
            .setVersion(of.version())
            .setFoundMs(of.foundMs())
            .setSinceMs(of.sinceMs())
            .setBefore(of.before())
            .setAfter(of.after())
            .setValues(of.values())
            .setEnded(ENDED.fit(of.ended()))
            .setText(TEXT.fit(of.text()));
    if (!of.stands()) {
      drift.setEndedMs(of.endedMs());
    }
    return drift.build();
  }

  static NextRound nextRound(Learning of) {
    NextRound.Builder next =
        NextRound.newBuilder()
            .setBecause(BECAUSE.fit(of.because()))
            .setFruitless(of.pace().fruitless())
            .setUrgent(!of.pace().urgent().isEmpty());
    if (of.notBeforeMs() > 0) {
      next.setNotBeforeMs(of.notBeforeMs());
    }
    return next.build();
  }
}
