package io.vedette.cloud.drift;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.AgreementCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Watches the audits of one deployment for drift. What it finds stands as an alarm. Its state is
 * written behind, every ten seconds and when something was found: a crash loses the audits since
 * then for this purpose only. {@link #accepted} and {@link #settled} may be called on any thread;
 * the rest is for the control loop only.
 */
public final class DriftMonitor {

  private static final long WRITE_EVERY_MS = 10_000;

  /** Frames that wait for the next tick, a second at most; of more, the latest are not watched. */
  private static final int MAX_WAITING = 20_000;

  /** Characters of a digest that tell teachers apart. */
  private static final int DIGEST = 12;

  private record Waiting(AcceptedEscalation frame, boolean settled) {}

  private final String deployment;
  private final int revision;
  private final DriftStore store;
  private final UnaryOperator<String> versionOf;
  private final EventFeed feed;
  private final DriftWatch watch = new DriftWatch();
  private final ArrayBlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Set<String> raised = new HashSet<>();

  /** Hard frames since the last audit; -1: since before the first one that was seen. */
  private long hardFrames = -1;

  private List<Drift> stored = List.of();
  private long writtenMs;
  private volatile boolean failed;
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

  /**
   * Goes on from what is stored; with another revision of the deployment it begins anew. Reads the
   * store.
   *
   * @param versionOf "student:7" of a model's digest; empty: the registry does not know it
   */
  public DriftMonitor(
      String deployment,
      int revision,
      DriftStore store,
      UnaryOperator<String> versionOf,
      EventFeed feed,
      long nowMs) {
    this.deployment = deployment;
    this.revision = revision;
    this.store = store;
    this.versionOf = versionOf;
    this.feed = feed;
    Optional<DriftStore.Found> before = store.found(deployment);
    before.ifPresent(found -> watch.restore(store.rows(deployment), found.drifts()));
    if (before.filter(found -> found.revision() != revision).isPresent()) {
      watch.clear("the deployment was changed", nowMs);
    }
  }

  /** A frame waits for a teacher. */
  public void accepted(AcceptedEscalation frame) {
    waiting.offer(new Waiting(frame, false));
  }

  /** A frame has a verdict, or was given up. */
  public void settled(AcceptedEscalation frame) {
    if (frame.audit() && frame.verdict() != null) {
      waiting.offer(new Waiting(frame, true));
    }
  }

  /**
   * Time has passed.
   *
   * @param desired the version that the deployment should run, "student:7"; empty: none
   * @param nowMs milliseconds since the epoch
   * @return why a round should open now, one line; empty: for no reason of this kind
   */
  public Optional<String> tick(Optional<String> desired, long nowMs) {
    List<Drift> found = new ArrayList<>();
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      if (next.settled()) {
        audited(next.frame(), found);
      } else {
        came(next.frame(), nowMs, found);
      }
    }
    desired.ifPresent(version -> watch.versionIs(version, nowMs));
    boolean news = tell();
    if (news || nowMs - writtenMs >= WRITE_EVERY_MS) {
      write(nowMs);
    }
    // What is found with a version that devices should not run any more is no reason.
    return watch.drifts().stream()
        .filter(drift -> drift.stands() && found.contains(drift))
        .map(drift -> "drift: " + drift.text())
        .findFirst();
  }

  private void audited(AcceptedEscalation frame, List<Drift> found) {
    TeacherVerdict verdict = frame.verdict();
    if (verdict == null) {
      return;
    }
    double recall = AgreementCounts.of(frame.student(), verdict.detections()).recall();
    if (recall >= 0) {
      String teacher = brief(verdict.teacherSha256());
      long atMs = verdict.answeredAtMs();
      add(DriftSeries.RECALL, "", frame, teacher, recall, atMs, found);
      String camera = frame.agentId() + "/" + frame.cameraId();
      add(DriftSeries.CAMERA_RECALL, camera, frame, teacher, recall, atMs, found);
    }
  }

  private void came(AcceptedEscalation frame, long nowMs, List<Drift> found) {
    if (!frame.audit()) {
      hardFrames += hardFrames < 0 ? 0 : 1;
      return;
    }
    if (hardFrames >= 0) {
      add(DriftSeries.ESCALATION, "", frame, "", hardFrames, nowMs, found);
    }
    hardFrames = 0;
    frame.student().stream()
        .mapToDouble(Detection::score)
        .average()
        .ifPresent(score -> add(DriftSeries.SCORE, "", frame, "", score, nowMs, found));
  }

  private void add(
      DriftSeries series,
      String camera,
      AcceptedEscalation frame,
      String teacher,
      double value,
      long atMs,
      List<Drift> found) {
    String known = versionOf.apply(frame.modelSha256());
    String version = known.isEmpty() ? brief(frame.modelSha256()) : known;
    watch
        .add(series, camera, version, teacher, value, tie(frame.id(), series), atMs)
        .ifPresent(found::add);
  }

  /** The same for a frame after a restart. */
  private static double tie(String id, DriftSeries series) {
    return new SplittableRandom(31L * id.hashCode() + series.ordinal()).nextDouble();
  }

  private static String brief(String sha256) {
    return sha256.length() <= DIGEST ? sha256 : sha256.substring(0, DIGEST);
  }

  /**
   * Alarms are those of the drifts that stand.
   *
   * @return whether others stand than before
   */
  private boolean tell() {
    Set<String> standing = new HashSet<>();
    for (Drift drift : watch.drifts()) {
      if (drift.stands() && standing.add(alarm(drift))) {
        feed.alarm(
            alarm(drift),
            Severity.WARNING,
            Subject.of("deployment", deployment),
            deployment + ": " + drift.text());
      }
    }
    raised.stream().filter(id -> !standing.contains(id)).forEach(feed::clear);
    boolean news = !raised.equals(standing);
    raised.clear();
    raised.addAll(standing);
    return news;
  }

  /** Another drift of the same series is another alarm: it is told anew. */
  private String alarm(Drift drift) {
    return String.join(
        "-",
        "drift",
        deployment,
        drift.series().name(),
        drift.camera(),
        Long.toString(drift.foundMs()));
  }

  private void write(long nowMs) {
    if (!writing.isDone()) {
      return;
    }
    if (failed) {
      watch.storeAll();
      failed = false;
    }
    List<DriftStore.Row> changed = watch.takeChanged(deployment);
    List<String> dropped = watch.takeDropped(deployment);
    List<Drift> drifts = watch.drifts();
    if (writtenMs > 0 && changed.isEmpty() && dropped.isEmpty() && drifts.equals(stored)) {
      return;
    }
    writtenMs = nowMs;
    stored = drifts;
    writing =
        store
            .write(new DriftStore.Found(deployment, revision, drifts), changed, dropped)
            .whenComplete((done, thrown) -> failed = thrown != null);
  }

  /** What is watched, and what was found. */
  public DriftWatch watch() {
    return watch;
  }

  /** After it was closed for good: nothing is kept. */
  public CompletableFuture<Void> forget() {
    return store.forget(deployment);
  }

  /** Watches no more; completes when everything is durable. */
  public CompletableFuture<Void> close(long nowMs) {
    raised.forEach(feed::clear);
    raised.clear();
    return flush(nowMs);
  }

  /** Writes what is not written yet; completes when everything is durable. */
  public CompletableFuture<Void> flush(long nowMs) {
    return writing.handle((done, failed) -> null).thenCompose(ignored -> last(nowMs));
  }

  private CompletableFuture<Void> last(long nowMs) {
    write(nowMs);
    return writing;
  }
}
