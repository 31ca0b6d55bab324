package io.vedette.edge.escalate.audit;

import io.vedette.detector.evaluate.RatioSequence;
import io.vedette.edge.record.RatioRecord;
import java.nio.ByteBuffer;

/** Sequences of ratios as they are stored. */
final class RatioRecords {

  private RatioRecords() {}

  static RatioRecord write(RatioSequence.State state) {
    RatioRecord.Builder record =
        RatioRecord.newBuilder()
            .setFrames(state.frames())
            .setFound(state.found())
            .setThere(state.there())
            .setSquares(state.squares());
    for (int i = 0; i < RatioSequence.State.STEPS; i++) {
      record.addMore(state.more()[i]).addLess(state.less()[i]).addRuledOut(state.ruledOut()[i]);
    }
    return record.build();
  }

  static RatioSequence.State read(RatioRecord record) {
    boolean[] ruledOut = new boolean[record.getRuledOutCount()];
    for (int i = 0; i < ruledOut.length; i++) {
      ruledOut[i] = record.getRuledOut(i);
    }
    return new RatioSequence.State(
        record.getFrames(),
        record.getFound(),
        record.getThere(),
        record.getSquares(),
        record.getMoreList().stream().mapToDouble(Double::doubleValue).toArray(),
        record.getLessList().stream().mapToDouble(Double::doubleValue).toArray(),
        ruledOut);
  }

  /** Reads what an earlier release has written. */
  static RatioSequence.State readEarlier(ByteBuffer in) {
    long frames = in.getLong();
    double found = in.getDouble();
    double there = in.getDouble();
    double squares = in.getDouble();
    double[] more = new double[RatioSequence.State.STEPS];
    double[] less = new double[RatioSequence.State.STEPS];
    boolean[] ruledOut = new boolean[RatioSequence.State.STEPS];
    for (int i = 0; i < RatioSequence.State.STEPS; i++) {
      more[i] = in.getDouble();
      less[i] = in.getDouble();
      ruledOut[i] = in.get() != 0;
    }
    return new RatioSequence.State(frames, found, there, squares, more, less, ruledOut);
  }
}
