package io.vedette.registry.manifest;

import io.vedette.wire.TextBound;
import java.util.List;

/** Results of gates as messages. */
public final class GateCodec {

  private static final TextBound SAMPLE =
      TextBound.of(
          io.vedette.proto.v1.GateMeasure.getDescriptor(),
          io.vedette.proto.v1.GateMeasure.SAMPLE_FIELD_NUMBER);

  private GateCodec() {}

  /** The message of a result. */
  public static io.vedette.proto.v1.GateResult toProto(GateResult gate) {
    io.vedette.proto.v1.GateResult.Builder message =
        io.vedette.proto.v1.GateResult.newBuilder()
            .setGate(gate.gate())
            .setPassed(gate.passed())
            .setWhy(gate.why())
            .setFramesWanted(gate.framesWanted());
    for (GateMeasure measure : gate.measures()) {
      message.addMeasures(
          io.vedette.proto.v1.GateMeasure.newBuilder()
              .setSample(SAMPLE.fit(measure.sample()))
              .setDifference(measure.difference())
              .setLow(measure.low())
              .setHigh(measure.high())
              .setFrames(measure.frames())
              .setObjects(measure.objects()));
    }
    return message.build();
  }

  static GateResult fromProto(io.vedette.proto.v1.GateResult gate) {
    List<GateMeasure> measures =
        gate.getMeasuresList().stream()
            .map(
                m ->
                    new GateMeasure(
                        m.getSample(),
                        m.getDifference(),
                        m.getLow(),
                        m.getHigh(),
                        m.getFrames(),
                        m.getObjects()))
            .toList();
    return new GateResult(
        gate.getGate(), gate.getPassed(), gate.getWhy(), measures, gate.getFramesWanted());
  }
}
