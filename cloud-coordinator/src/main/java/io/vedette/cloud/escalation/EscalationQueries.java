package io.vedette.cloud.escalation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Questions about accepted frames of all deployments and their verdicts. Safe for use by several
 * threads.
 */
public final class EscalationQueries {

  /** More frames than these are not looked at for one page. */
  private static final int MAX_LOOKED_AT = 50_000;

  private final EscalationIndex index;
  private final EscalationStore store;

  EscalationQueries(EscalationIndex index, EscalationStore store) {
    this.index = index;
    this.store = store;
  }

  /** Questions about the frames of one deployment; it need not have any. */
  public DeploymentQueries of(String deployment) {
    return new DeploymentQueries(deployment, index, store);
  }

  /** How many frames of each deployment wait for a teacher; those without any are left out. */
  public Map<String, Long> waiting() {
    return index.waitingByDeployment();
  }

  public Optional<AcceptedEscalation> find(String id) {
    return store.find(id);
  }

  /**
   * The frames that match a filter, newest first. Of all kept frames at most 50,000 are looked at;
   * there may be more, though none of them matched.
   *
   * @param after where the page before ended; null: the first page
   */
  public EscalationPage page(EscalationFilter filter, @Nullable FramePosition after, int size) {
    FrameTraitsIndex.Found found = index.traits().find(filter, after, size, MAX_LOOKED_AT);
    return new EscalationPage(
        found.positions().stream()
            .flatMap(position -> store.find(position.id()).stream())
            .filter(escalation -> filter.matches(FrameTraits.of(escalation)))
            .toList(),
        found.lookedAt(),
        found.next());
  }

  /** How many frames are kept, those that wait among them. */
  public int kept() {
    return index.traits().size();
  }

  /** The deployments that most of the kept frames belong to. */
  public List<ValueCount<String>> deployments(int limit) {
    return index.traits().deployments(limit);
  }

  /** The reasons that most of the kept frames have. */
  public List<ValueCount<String>> reasons(int limit) {
    return index.traits().reasons(limit);
  }

  /** The labels that are on most of the kept frames. */
  public List<ValueCount<String>> labels(int limit) {
    return index.traits().labels(limit);
  }

  /** Every escalation that the store has, in no order. */
  public void forEach(Consumer<AcceptedEscalation> action) {
    store.forEach(action);
  }

  /** The newest with a verdict, newest first: the held-out ones, or those to train on. */
  public List<AcceptedEscalation> newestAnswered(boolean heldOut, int limit) {
    return newest(answered(heldOut), limit);
  }

  /** How many with a verdict are held out, or are there to train on. */
  public int answeredCount(boolean heldOut) {
    return index.count(answered(heldOut));
  }

  static EscalationState answered(boolean heldOut) {
    return heldOut ? EscalationState.HELD_OUT : EscalationState.ANSWERED;
  }

  /** Frames that no teacher could answer, newest first. */
  public List<QuarantinedFrame> quarantine(int limit) {
    return newest(EscalationState.QUARANTINED, limit).stream().map(QuarantinedFrame::of).toList();
  }

  /** How many are in the quarantine. */
  public int quarantined() {
    return index.count(EscalationState.QUARANTINED);
  }

  private List<AcceptedEscalation> newest(EscalationState state, int limit) {
    return index.newest(state, limit).stream().flatMap(id -> store.find(id).stream()).toList();
  }

  public EscalationCounts totals() {
    return index.totals();
  }
}
