package io.vedette.edge.escalate.log;

import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.escalate.signal.ScoreHistogram;
import io.vedette.edge.escalate.signal.Signals;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A record of the signal log. */
public sealed interface LogRecord {

  /** The decision on a frame. */
  enum Choice {
    KEPT,
    ASKED,
    AUDIT
  }

  /**
   * The decision on a frame.
   *
   * @param auditShare its chance to become an audit
   * @param question identifies the escalation in later records; 0: not escalated
   */
  record Decided(
      long millis,
      String cameraId,
      Signals signals,
      Choice choice,
      int objects,
      float auditShare,
      long question)
      implements LogRecord {}

  /** A frame was put into the outbox. */
  record Sent(long question, int bytes) implements LogRecord {}

  /** The verdict on a frame. */
  record Answered(long question, VerdictOutcome outcome) implements LogRecord {}

  /** The record as bytes, its kind first. */
  default byte[] toBytes() {
    if (this instanceof Decided frame) {
      byte[] camera = frame.cameraId.getBytes(StandardCharsets.UTF_8);
      byte[] signals = frame.signals.bytes();
      return ByteBuffer.allocate(26 + camera.length + signals.length)
          .put((byte) 'D')
          .putLong(frame.millis)
          .put((byte) camera.length)
          .put(camera)
          .put((byte) signals.length)
          .put(signals)
          .put((byte) frame.choice.ordinal())
          .putShort((short) Math.min(frame.objects, Short.MAX_VALUE))
          .putFloat(frame.auditShare)
          .putLong(frame.question)
          .array();
    }
    if (this instanceof Sent sent) {
      return ByteBuffer.allocate(13)
          .put((byte) 'S')
          .putLong(sent.question)
          .putInt(sent.bytes)
          .array();
    }
    Answered answered = (Answered) this;
    VerdictOutcome outcome = answered.outcome;
    ByteBuffer out = ByteBuffer.allocate(15 + 2 * ScoreHistogram.COUNT).put((byte) 'A');
    out.putLong(answered.question);
    out.putShort((short) outcome.missed());
    out.putShort((short) outcome.invented());
    out.putShort((short) outcome.agreed());
    for (int i = 0; i < ScoreHistogram.COUNT; i++) {
      out.put((byte) Math.min(255, outcome.right()[i]));
      out.put((byte) Math.min(255, outcome.real()[i]));
    }
    return out.array();
  }

  /** A record from bytes; null where its kind is unknown. */
  static @Nullable LogRecord of(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      return switch (in.get()) {
        case 'D' ->
            new Decided(
                in.getLong(),
                new String(some(in), StandardCharsets.UTF_8),
                Signals.of(some(in)),
                Choice.values()[in.get()],
                in.getShort(),
                in.getFloat(),
                in.getLong());
        case 'S' -> new Sent(in.getLong(), in.getInt());
        case 'A' -> new Answered(in.getLong(), outcome(in));
        default -> null;
      };
    } catch (BufferUnderflowException | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }

  private static VerdictOutcome outcome(ByteBuffer in) {
    int missed = in.getShort();
    int invented = in.getShort();
    int agreed = in.getShort();
    int[] right = new int[ScoreHistogram.COUNT];
    int[] real = new int[ScoreHistogram.COUNT];
    for (int i = 0; i < ScoreHistogram.COUNT; i++) {
      right[i] = in.get() & 255;
      real[i] = in.get() & 255;
    }
    return new VerdictOutcome(missed, invented, agreed, right, real);
  }

  private static byte[] some(ByteBuffer in) {
    byte[] bytes = new byte[in.get() & 255];
    in.get(bytes);
    return bytes;
  }
}
