package io.vedette.edge.escalate.audit;

import io.vedette.edge.disk.ChecksummedFile;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.record.AuditedModelRecord;
import io.vedette.edge.record.AuditsRecord;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recall and precision against the teacher, by camera and version of the student. Only audits
 * count: frames that were escalated because they are hard say nothing about the others.
 */
public final class FieldAccuracy {

  /** Chance of an interval to be wrong at any time. */
  public static final double ALPHA = 0.05;

  private static final int MAX_OBJECTS = 30;
  private static final int MAX_KEPT = 64;
  private static final int MAGIC = 0x56454131;
  private static final String WHAT = "the record of audits";

  private final Map<Key, Sequences> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Sequences> eldest) {
          return size() > MAX_KEPT;
        }
      };

  private record Key(String cameraId, String modelDigest) {}

  private record Sequences(RatioSequence recall, RatioSequence precision) {

    Sequences() {
      this(new RatioSequence(ALPHA, MAX_OBJECTS), new RatioSequence(ALPHA, MAX_OBJECTS));
    }
  }

  /** An estimate with its interval, 0 to 1. */
  public record Estimate(double value, double low, double high) {

    static Estimate of(RatioSequence sequence) {
      return new Estimate(sequence.estimate(), sequence.low(), sequence.high());
    }
  }

  /**
   * The accuracy of a version on a camera.
   *
   * @param recall share of the teacher's objects that the device shows
   * @param precision share of the device's objects that the teacher sees
   */
  public record Row(
      String cameraId, String modelDigest, long audits, Estimate recall, Estimate precision) {}

  /** Adds the verdict on an audit. */
  public synchronized void add(String cameraId, String modelDigest, VerdictOutcome outcome) {
    Sequences sequences =
        kept.computeIfAbsent(new Key(cameraId, modelDigest), key -> new Sequences());
    sequences.recall().add(outcome.agreed(), outcome.agreed() + outcome.missed());
    sequences.precision().add(outcome.agreed(), outcome.agreed() + outcome.invented());
  }

  /** All counts, as the content of a file. */
  public synchronized byte[] toBytes() {
    AuditsRecord.Builder record = AuditsRecord.newBuilder();
    kept.forEach(
        (key, sequences) ->
            record.addModels(
                AuditedModelRecord.newBuilder()
                    .setCameraId(key.cameraId())
                    .setModelSha256(key.modelDigest())
                    .setRecall(sequences.recall().save())
                    .setPrecision(sequences.precision().save())));
    return RecordEnvelope.write(record.build());
  }

  /**
   * Restores the counts of an earlier run.
   *
   * @param bytes of this release or an earlier one
   * @throws IOException in a few words, when the bytes are damaged; nothing changes then
   */
  public synchronized void restore(byte[] bytes) throws IOException {
    kept.putAll(RecordEnvelope.isOne(bytes) ? read(bytes) : readEarlier(bytes));
  }

  private static Map<Key, Sequences> read(byte[] bytes) throws IOException {
    Map<Key, Sequences> read = new LinkedHashMap<>();
    AuditsRecord record = RecordEnvelope.read(bytes, AuditsRecord.parser());
    for (AuditedModelRecord model : record.getModelsList()) {
      Sequences sequences = new Sequences();
      sequences.recall().restore(model.getRecall());
      sequences.precision().restore(model.getPrecision());
      read.put(new Key(model.getCameraId(), model.getModelSha256()), sequences);
    }
    return read;
  }

  private static Map<Key, Sequences> readEarlier(byte[] bytes) throws IOException {
    Map<Key, Sequences> earlier = new LinkedHashMap<>();
    try {
      ByteBuffer in = ChecksummedFile.open(MAGIC, bytes, WHAT);
      while (in.hasRemaining()) {
        Sequences sequences = new Sequences();
        earlier.put(new Key(text(in), text(in)), sequences);
        sequences.recall().restoreEarlier(in);
        sequences.precision().restoreEarlier(in);
      }
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IOException(WHAT + " is damaged", e);
    }
    return earlier;
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** All cameras and versions, the oldest first. */
  public synchronized List<Row> rows() {
    return kept.entrySet().stream()
        .map(
            entry ->
                new Row(
                    entry.getKey().cameraId(),
                    entry.getKey().modelDigest(),
                    entry.getValue().recall().frames(),
                    Estimate.of(entry.getValue().recall()),
                    Estimate.of(entry.getValue().precision())))
        .toList();
  }
}
