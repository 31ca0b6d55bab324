package io.vedette.cloud.audit;

import io.vedette.cloud.audit.AccuracyRow.Part;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.detector.evaluate.AccuracySequences;
import io.vedette.detector.evaluate.AgreementCounts;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/**
 * Field accuracy by deployment, version and teacher, and of each by camera and by class: from
 * audits alone, with intervals that hold at all times. It is in memory, and made again from the
 * kept audits at a start. Safe for use by several threads.
 */
public final class DeploymentAccuracy implements Escalations.Listener {

  /** Series and parts of them; of more, those without an audit for the longest time are dropped. */
  static final int MAX_KEPT = 2_000;

  private record Key(AuditSeries series, Part part, String name) {}

  /** Sums and sequences of one key. */
  private static final class Kept {
    AgreementCounts counts = AgreementCounts.NONE;
    final AccuracySequences sequences = new AccuracySequences();
    long lastMs;

    void add(AgreementCounts audit, long atMs) {
      counts = counts.plus(audit);
      sequences.add(audit);
      lastMs = Math.max(lastMs, atMs);
    }
  }

  private final UnaryOperator<String> versionOf;

  /** Audits that wait to be counted: who tells of them must not wait for that. */
  private final Queue<AcceptedEscalation> waiting = new ConcurrentLinkedQueue<>();

  /** The one with the latest audit last. */
  private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** The series of the latest audit of each deployment. */
  private final Map<String, AuditSeries> latest = new HashMap<>();

  /**
   * @param versionOf "student:7" of a model's digest; empty: the registry does not know it
   */
  public DeploymentAccuracy(UnaryOperator<String> versionOf) {
    this.versionOf = versionOf;
  }

  /** Counts what was answered before, in the order of the answers. */
  public void countAll(Collection<AcceptedEscalation> escalations) {
    escalations.stream()
        .filter(escalation -> escalation.audit() && escalation.verdict() != null)
        .sorted(
            Comparator.comparingLong(DeploymentAccuracy::answeredAtMs)
                .thenComparing(AcceptedEscalation::id))
        .forEach(this::count);
  }

  private static long answeredAtMs(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    return verdict == null ? 0 : verdict.answeredAtMs();
  }

  /** Takes an audit; it is counted before figures are read, at the latest after ten seconds. */
  @Override
  public void settled(AcceptedEscalation escalation) {
    if (escalation.audit() && escalation.verdict() != null) {
      waiting.add(escalation);
    }
  }

  private synchronized void countWaiting() {
    for (AcceptedEscalation next = waiting.poll(); next != null; next = waiting.poll()) {
      count(next);
    }
  }

  private synchronized void count(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    if (verdict == null) {
      return;
    }
    String version = versionOf.apply(escalation.modelSha256());
    AuditSeries series =
        new AuditSeries(
            escalation.deployment(),
            version.isEmpty() ? AuditSeries.brief(escalation.modelSha256()) : version,
            AuditSeries.brief(verdict.teacherSha256()));
    String camera = escalation.agentId() + "/" + escalation.cameraId();
    long atMs = verdict.answeredAtMs();
    AgreementCounts whole = AgreementCounts.of(escalation.student(), verdict.detections());
    Map<String, AgreementCounts> byLabel =
        AgreementCounts.byLabel(escalation.student(), verdict.detections());
    of(new Key(series, Part.CAMERA, camera)).add(whole, atMs);
    byLabel.forEach((label, counts) -> of(new Key(series, Part.LABEL, label)).add(counts, atMs));
    of(new Key(series, Part.WHOLE, "")).add(whole, atMs);
    latest.put(series.deployment(), series);
    while (kept.size() > MAX_KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  private Kept of(Key key) {
    return kept.computeIfAbsent(key, first -> new Kept());
  }

  /**
   * The rows of a deployment: those with the latest audit first.
   *
   * @param version only of this version; empty: of all
   */
  public synchronized List<AccuracyRow> rows(String deployment, Part part, String version) {
    countWaiting();
    return kept.entrySet().stream()
        .filter(entry -> entry.getKey().series().deployment().equals(deployment))
        .filter(entry -> entry.getKey().part() == part)
        .filter(entry -> version.isEmpty() || entry.getKey().series().version().equals(version))
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong((AccuracyRow row) -> -row.lastMs())
                .thenComparing(row -> row.series().name())
                .thenComparing(AccuracyRow::name))
        .toList();
  }

  /** The series of a deployment's latest audit; empty before the first. */
  public synchronized Optional<AccuracyRow> latest(String deployment) {
    countWaiting();
    return Optional.ofNullable(latest.get(deployment))
        .map(series -> new Key(series, Part.WHOLE, ""))
        .flatMap(key -> Optional.ofNullable(kept.get(key)).map(found -> row(key, found)));
  }

  private static AccuracyRow row(Key key, Kept of) {
    return new AccuracyRow(
        key.series(),
        key.part(),
        key.name(),
        of.counts,
        of.sequences.precision(),
        of.sequences.recall(),
        of.sequences.f1(),
        of.lastMs);
  }
}
