package io.vedette.cloud.review;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Disagreement;
import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.FrameObject;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reviews of all deployments, and which frames come next. A reviewed frame is kept as long as
 * its review is: the newest {@value #MAX_KEPT} of each deployment. Safe for use by several threads.
 */
public final class Reviews implements Escalations.Listener {

  private static final int MAX_KEPT = 20_000;
  private static final int MAX_OBJECTS = 500;

  /** So many of a random sample may be under review at one time. */
  private static final int UNDER_REVIEW = 100;

  /** One deployment's. */
  private static final class Part {
    final ReviewQueue queue = new ReviewQueue();
    final ReviewedAccuracy accuracy = new ReviewedAccuracy();

    /** Ids and digests of reviewed frames, by when and which. */
    final TreeMap<Place, String> reviewed = new TreeMap<>();

    void forget(Place place) {
      if (reviewed.remove(place) != null) {
        accuracy.forget(place.id());
      }
    }
  }

  /** Nothing is added to it. */
  private static final Part NOTHING = new Part();

  private record Place(long atMs, String id) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::atMs).thenComparing(Place::id);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final ReviewStore store;
  private final EscalationQueries escalations;
  private final Function<String, List<String>> labels;
  private final InstantSource clock;

  /** By deployment; this object's monitor guards it. */
  private final Map<String, Part> parts = new HashMap<>();

  /** When each frame was reviewed. */
  private final Map<String, Place> places = new HashMap<>();

  /**
   * Reads what is stored.
   *
   * @param labels of the version that a deployment runs; empty before there is one
   */
  public Reviews(
      ReviewStore store,
      EscalationQueries escalations,
      Function<String, List<String>> labels,
      InstantSource clock) {
    this.store = store;
    this.escalations = escalations;
    this.labels = labels;
    this.clock = clock;
    store.forEach(this::remember);
    escalations.forEach(this::settled);
  }

  @Override
  public synchronized void settled(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    if (verdict == null || escalation.rejected() != null) {
      return;
    }
    Part part = part(escalation.deployment());
    if (escalation.audit()) {
      part.accuracy.verdict(escalation, verdict);
    }
    if (places.containsKey(escalation.id())) {
      store
          .find(escalation.id())
          .filter(Review::sampled)
          .ifPresent(review -> part.accuracy.review(escalation, verdict, review));
      return;
    }
    // Chosen for what is on them, audits would no longer be a random sample.
    if (escalation.audit()) {
      part.queue.audit(escalation.id());
    } else if (differs(escalation)) {
      part.queue.different(escalation.id(), escalation.acceptedAtMs());
    }
  }

  private static boolean differs(AcceptedEscalation escalation) {
    return FrameObject.of(escalation).stream()
        .anyMatch(object -> object.disagreement() != Disagreement.CONFIRMED);
  }

  /** Of a deployment that frames are accepted of. */
  private Part part(String deployment) {
    return parts.computeIfAbsent(deployment, name -> new Part());
  }

  /** Of a deployment that somebody asks about; there may be none. */
  private Part known(String deployment) {
    return parts.getOrDefault(deployment, NOTHING);
  }

  private synchronized void remember(Review review) {
    Part part = part(review.deployment());
    Place place = new Place(review.reviewedAtMs(), review.escalationId());
    Place before = places.put(review.escalationId(), place);
    if (before != null) {
      part.reviewed.remove(before);
    }
    part.reviewed.put(place, review.frameSha256());
    part.queue.remove(review.escalationId());
  }

  /** The frames that people should look at next, at most so many. */
  public List<AcceptedEscalation> next(String deployment, ReviewPurpose purpose, int limit) {
    List<AcceptedEscalation> next = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (next.size() < limit) {
      List<String> ids;
      synchronized (this) {
        ids = known(deployment).queue.next(purpose, limit);
      }
      boolean gone = false;
      for (String id : ids) {
        Optional<AcceptedEscalation> frame = escalations.find(id).filter(Reviews::reviewable);
        if (frame.isEmpty()) {
          gone = true;
          synchronized (this) {
            known(deployment).queue.remove(id);
          }
        } else if (seen.add(id)) {
          next.add(frame.get());
        }
      }
      if (!gone) {
        break;
      }
    }
    return next.subList(0, Math.min(limit, next.size()));
  }

  private static boolean reviewable(AcceptedEscalation escalation) {
    return escalation.verdict() != null && escalation.rejected() == null;
  }

  /** How many frames wait for a review, of those that are known. */
  public synchronized int waiting(String deployment, ReviewPurpose purpose) {
    return known(deployment).queue.size(purpose);
  }

  /** How many frames of a deployment are reviewed. */
  public synchronized int count(String deployment) {
    return known(deployment).reviewed.size();
  }

  /**
   * Stores a review, or replaces the one before.
   *
   * @param objects all that are on the frame; null: the verdict holds as it is
   * @return completes when it is durable
   * @throws IllegalArgumentException in one line: no such frame, it cannot be reviewed, or an
   *     object is wrong
   */
  public CompletableFuture<Review> submit(
      String escalationId, @Nullable List<Detection> objects, String reviewer) {
    AcceptedEscalation frame =
        escalations
            .find(escalationId)
            .orElseThrow(
                () -> new IllegalArgumentException(escalationId + ": no such escalation is kept"));
    TeacherVerdict verdict = frame.verdict();
    if (verdict == null || frame.rejected() != null) {
      throw new IllegalArgumentException(
          escalationId
              + (frame.waiting()
                  ? " waits for its teacher; review it afterwards"
                  : " is in the quarantine: " + frame.rejected()));
    }
    List<Detection> said =
        objects == null ? certain(verdict.detections()) : checked(frame, objects);
    Review review;
    synchronized (this) {
      Place before = places.get(escalationId);
      boolean sampled =
          before == null
              ? frame.audit()
                  && part(frame.deployment()).queue.isSampled(escalationId, UNDER_REVIEW)
              : store.find(escalationId).map(Review::sampled).orElse(false);
      review =
          new Review(
              escalationId,
              frame.deployment(),
              frame.frameSha256(),
              said,
              sampled,
              reviewer,
              clock.millis());
    }
    return store
        .put(review)
        .thenApply(
            stored -> {
              synchronized (this) {
                remember(review);
                if (review.sampled()) {
                  part(frame.deployment()).accuracy.review(frame, verdict, review);
                }
              }
              return review;
            });
  }

  private static List<Detection> certain(List<Detection> detections) {
    return detections.stream().map(d -> new Detection(d.box(), d.classId(), d.label(), 1)).toList();
  }

  private List<Detection> checked(AcceptedEscalation frame, List<Detection> objects) {
    if (objects.size() > MAX_OBJECTS) {
      throw new IllegalArgumentException(
          objects.size() + " objects on one frame; at most " + MAX_OBJECTS + " are possible");
    }
    List<String> known = labels.apply(frame.deployment());
    return objects.stream().map(object -> checked(frame, object, known)).toList();
  }

  private static Detection checked(AcceptedEscalation frame, Detection object, List<String> known) {
    Box box = object.box();
    boolean finite =
        Float.isFinite(box.x1())
            && Float.isFinite(box.y1())
            && Float.isFinite(box.x2())
            && Float.isFinite(box.y2());
    Box inside = box.clip(frame.width(), frame.height());
    if (!finite || inside.area() <= 0) {
      throw new IllegalArgumentException(
          "a box of '" + object.label() + "' has no area on the picture");
    }
    int label = known.indexOf(object.label());
    if (label < 0 && !known.isEmpty()) {
      throw new IllegalArgumentException(
          "label '"
              + object.label()
              + "': "
              + frame.deployment()
              + " does not have it; it has "
              + String.join(", ", known));
    }
    return new Detection(inside, Math.max(0, label), object.label(), 1);
  }

  /** What an object of a deployment may be called; empty before it has a version. */
  public List<String> labels(String deployment) {
    return labels.apply(deployment);
  }

  /** The review of a frame. */
  public Optional<Review> of(String escalationId) {
    synchronized (this) {
      if (!places.containsKey(escalationId)) {
        return Optional.empty();
      }
    }
    return store.find(escalationId);
  }

  /** What is on an answered frame: what a person says, else what the teacher says. */
  public List<Detection> truth(AcceptedEscalation escalation) {
    return of(escalation.id())
        .map(Review::objects)
        .orElseGet(
            () -> {
              TeacherVerdict verdict = escalation.verdict();
              return verdict == null ? List.of() : verdict.detections();
            });
  }

  /** How good the students of a deployment are by its reviews, the newest first. */
  public synchronized List<ReviewedModel> accuracy(String deployment) {
    return known(deployment).accuracy.models();
  }

  /** Digests of reviewed frames, which are kept. */
  public synchronized Set<String> frames() {
    Set<String> used = new HashSet<>();
    parts.values().forEach(part -> used.addAll(part.reviewed.values()));
    return used;
  }

  /**
   * Forgets the oldest beyond {@value #MAX_KEPT} of a deployment.
   *
   * @return completes when they are forgotten, with their number
   */
  public CompletableFuture<Integer> forgetExpired() {
    List<String> expired = new ArrayList<>();
    synchronized (this) {
      for (Part part : parts.values()) {
        int beyond = part.reviewed.size() - MAX_KEPT;
        part.reviewed.keySet().stream()
            .limit(Math.max(0, beyond))
            .forEach(p -> expired.add(p.id()));
      }
    }
    if (expired.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    return store
        .remove(expired)
        .thenApply(
            done -> {
              synchronized (this) {
                expired.forEach(this::forget);
              }
              return expired.size();
            });
  }

  private void forget(String id) {
    Place place = places.remove(id);
    if (place != null) {
      parts.values().forEach(part -> part.forget(place));
    }
  }
}
