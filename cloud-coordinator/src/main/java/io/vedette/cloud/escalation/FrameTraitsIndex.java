package io.vedette.cloud.escalation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The traits of all kept frames in memory, newest first: some 100 bytes each, since texts and sets
 * of labels are shared. Looking at them takes no lock. Safe for use by several threads.
 *
 * <p>Of the labels of a frame the first {@value #MAX_LABELS} are kept, and of all frames {@value
 * #MAX_KNOWN_LABELS} different ones; beyond these a frame has to be looked up in the store.
 */
final class FrameTraitsIndex {

  private static final int MAX_LABELS = 64;
  private static final int MAX_KNOWN_LABELS = 10_000;

  /**
   * Some of the frames that match, in order.
   *
   * @param lookedAt how many were looked at
   * @param next the last one that was looked at; null when there are no more
   */
  record Found(List<FramePosition> positions, int lookedAt, @Nullable FramePosition next) {}

  private final NavigableMap<FramePosition, FrameTraits> frames = new ConcurrentSkipListMap<>();
  private final SharedValues<String> names = new SharedValues<>();
  private final SharedValues<String> deployments = new SharedValues<>();
  private final SharedValues<String> reasons = new SharedValues<>();
  private final SharedValues<String> labels = new SharedValues<>();
  private final SharedValues<List<String>> labelLists = new SharedValues<>();
  private final SharedValues<Set<Disagreement>> disagreements = new SharedValues<>();

  /** Adds a frame, or replaces what is known of it. */
  synchronized void put(FrameTraits traits) {
    FrameTraits replaced = frames.put(traits.position(), shared(traits));
    if (replaced != null) {
      release(replaced);
    }
  }

  synchronized void remove(FramePosition position) {
    FrameTraits removed = frames.remove(position);
    if (removed != null) {
      release(removed);
    }
  }

  private FrameTraits shared(FrameTraits traits) {
    List<String> known =
        traits.labels().stream()
            .limit(MAX_LABELS)
            .filter(label -> labels.has(label) || labels.size() < MAX_KNOWN_LABELS)
            .map(labels::acquire)
            .toList();
    return new FrameTraits(
        traits.position(),
        deployments.acquire(traits.deployment()),
        names.acquire(traits.agentId()),
        names.acquire(traits.cameraId()),
        reasons.acquire(traits.reason()),
        names.acquire(traits.modelSha256()),
        traits.audit(),
        traits.state(),
        labelLists.acquire(known),
        known.size() < traits.labels().size(),
        disagreements.acquire(traits.disagreements()));
  }

  private void release(FrameTraits traits) {
    deployments.release(traits.deployment());
    names.release(traits.agentId());
    names.release(traits.cameraId());
    reasons.release(traits.reason());
    names.release(traits.modelSha256());
    traits.labels().forEach(labels::release);
    labelLists.release(traits.labels());
    disagreements.release(traits.disagreements());
  }

  /**
   * Frames that match, or may match.
   *
   * @param after the position before the first that is looked at; null: from the newest
   * @param limit of those that match
   * @param maxLookedAt of all that are looked at
   */
  Found find(EscalationFilter filter, @Nullable FramePosition after, int limit, int maxLookedAt) {
    List<FramePosition> found = new ArrayList<>();
    int lookedAt = 0;
    FramePosition last = null;
    Iterator<FrameTraits> all = from(filter, after).values().iterator();
    while (all.hasNext()) {
      if (found.size() >= limit || lookedAt >= maxLookedAt) {
        return new Found(found, lookedAt, last);
      }
      FrameTraits frame = all.next();
      if (frame.position().acceptedAtMs() < filter.fromMs()) {
        break;
      }
      last = frame.position();
      lookedAt++;
      if (filter.matches(frame)) {
        found.add(last);
      }
    }
    return new Found(found, lookedAt, null);
  }

  /** Begins at the newest that the filter's time takes, or after a position. */
  private NavigableMap<FramePosition, FrameTraits> from(
      EscalationFilter filter, @Nullable FramePosition after) {
    FramePosition newest =
        new FramePosition(filter.untilMs() == 0 ? Long.MAX_VALUE : filter.untilMs() - 1, "");
    boolean fromAfter = after != null && after.compareTo(newest) > 0;
    return frames.tailMap(fromAfter ? after : newest, false);
  }

  int size() {
    return frames.size();
  }

  List<ValueCount<String>> deployments(int limit) {
    return deployments.mostFrequent(limit);
  }

  List<ValueCount<String>> reasons(int limit) {
    return reasons.mostFrequent(limit);
  }

  List<ValueCount<String>> labels(int limit) {
    return labels.mostFrequent(limit);
  }
}
