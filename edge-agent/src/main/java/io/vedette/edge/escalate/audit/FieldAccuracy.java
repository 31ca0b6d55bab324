package io.vedette.edge.escalate.audit;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.AccuracySequences;
import io.vedette.detector.evaluate.AccuracySequences.Estimate;
import io.vedette.detector.evaluate.AgreementCounts;
import io.vedette.edge.disk.ChecksummedFile;
import io.vedette.edge.disk.RecordEnvelope;
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
 * Precision, recall and F1 of the student against the teacher, by camera and version, without
 * corrections of earlier verdicts. Only audits count: frames that were escalated because they are
 * hard say nothing about the others.
 */
public final class FieldAccuracy {

  private static final int MAX_KEPT = 64;
  private static final int MAGIC = 0x56454131;
  private static final String WHAT = "the record of audits";

  private final Map<Key, AccuracySequences> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, AccuracySequences> eldest) {
          return size() > MAX_KEPT;
        }
      };

  private record Key(String cameraId, String modelDigest) {}

  /** The accuracy of a version on a camera. */
  public record Row(
      String cameraId,
      String modelDigest,
      long audits,
      Estimate recall,
      Estimate precision,
      Estimate f1) {}

  /**
   * Adds the verdict on an audit.
   *
   * @param student what was sent with the frame
   * @param teacher the verdict, in the same pixels
   */
  public synchronized void add(
      String cameraId, String modelDigest, List<Detection> student, List<Detection> teacher) {
    kept.computeIfAbsent(new Key(cameraId, modelDigest), key -> new AccuracySequences())
        .add(AgreementCounts.of(student, teacher));
  }

  /** All counts, as the content of a file. */
  public synchronized byte[] toBytes() {
    AuditsRecord.Builder record = AuditsRecord.newBuilder();
    kept.forEach(
        (key, sequences) -> {
          AccuracySequences.State state = sequences.state();
          record.addModels(
              AuditedModelRecord.newBuilder()
                  .setCameraId(key.cameraId())
                  .setModelSha256(key.modelDigest())
                  .setRecall(RatioRecords.write(state.recall()))
                  .setPrecision(RatioRecords.write(state.precision()))
                  .setF1(RatioRecords.write(state.f1())));
        });
    return RecordEnvelope.write(record.build());
  }

  /**
   * Restores the counts of an earlier run.
   *
   * @param bytes of this release or an earlier one, which has no F1: that begins anew
   * @throws IOException in a few words, when the bytes are damaged; nothing changes then
   */
  public synchronized void restore(byte[] bytes) throws IOException {
    kept.putAll(RecordEnvelope.isOne(bytes) ? read(bytes) : readEarlier(bytes));
  }

  private static Map<Key, AccuracySequences> read(byte[] bytes) throws IOException {
    Map<Key, AccuracySequences> read = new LinkedHashMap<>();
    AuditsRecord record = RecordEnvelope.read(bytes, AuditsRecord.parser());
    for (AuditedModelRecord model : record.getModelsList()) {
      AccuracySequences sequences = new AccuracySequences();
      AccuracySequences.State fresh = sequences.state();
      try {
        sequences.restore(
            new AccuracySequences.State(
                RatioRecords.read(model.getPrecision()),
                RatioRecords.read(model.getRecall()),
                model.hasF1() ? RatioRecords.read(model.getF1()) : fresh.f1()));
      } catch (IllegalArgumentException e) {
        throw new IOException(e.getMessage(), e);
      }
      read.put(new Key(model.getCameraId(), model.getModelSha256()), sequences);
    }
    return read;
  }

  private static Map<Key, AccuracySequences> readEarlier(byte[] bytes) throws IOException {
    Map<Key, AccuracySequences> earlier = new LinkedHashMap<>();
    try {
      ByteBuffer in = ChecksummedFile.open(MAGIC, bytes, WHAT);
      while (in.hasRemaining()) {
        AccuracySequences sequences = new AccuracySequences();
        earlier.put(new Key(text(in), text(in)), sequences);
        var recall = RatioRecords.readEarlier(in);
        var precision = RatioRecords.readEarlier(in);
        sequences.restore(new AccuracySequences.State(precision, recall, sequences.state().f1()));
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
                    entry.getValue().audits(),
                    entry.getValue().recall(),
                    entry.getValue().precision(),
                    entry.getValue().f1()))
        .toList();
  }
}
