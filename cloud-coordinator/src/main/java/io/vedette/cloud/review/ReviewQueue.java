package io.vedette.cloud.review;

import io.vedette.wire.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which frames of a deployment people should look at next. Not safe for use by several threads.
 *
 * <p>Audits come in the order of a hash of their ids. Whatever is reviewed from the front is
 * therefore a random sample of all audits, new ones among them, at a constant rate. Frames on which
 * student and teacher differ come newest first. Of either kind so many are known: beyond them, the
 * last of the order are forgotten.
 */
final class ReviewQueue {

  static final int MAX_AUDITS = 20_000;
  static final int MAX_DIFFERENT = 2_000;

  private record Order(long first, String id) implements Comparable<Order> {
    @Override
    public int compareTo(Order other) {
      int order = Long.compare(first, other.first);
      return order != 0 ? order : id.compareTo(other.id);
    }
  }

  private final TreeMap<Order, String> audits = new TreeMap<>();
  private final TreeMap<Order, String> different = new TreeMap<>();
  private final Map<String, Order> places = new HashMap<>();

  /** Adds an audit. */
  void audit(String id) {
    audits.put(sampleOrder(id), id);
    if (audits.size() > MAX_AUDITS) {
      audits.pollLastEntry();
    }
  }

  /** Adds a frame about which student and teacher differ. */
  void different(String id, long acceptedAtMs) {
    Order order = new Order(-acceptedAtMs, id);
    different.put(order, id);
    places.put(id, order);
    if (different.size() > MAX_DIFFERENT) {
      places.remove(different.pollLastEntry().getValue());
    }
  }

  /** A frame was reviewed, or is no longer kept. */
  void remove(String id) {
    audits.remove(sampleOrder(id));
    Order order = places.remove(id);
    if (order != null) {
      different.remove(order);
    }
  }

  /** The next frames, at most so many. */
  List<String> next(ReviewPurpose purpose, int limit) {
    Collection<String> ids =
        switch (purpose) {
          case ESTIMATE -> audits.values();
          case LEARNING -> different.values();
        };
    List<String> next = new ArrayList<>();
    for (String id : ids) {
      if (next.size() == limit) {
        break;
      }
      next.add(id);
    }
    return next;
  }

  /** How many wait, of those that are known. */
  int size(ReviewPurpose purpose) {
    return switch (purpose) {
      case ESTIMATE -> audits.size();
      case LEARNING -> different.size();
    };
  }

  /** Whether an audit is among the next so many: only then is it part of the random sample. */
  boolean isSampled(String id, int among) {
    return next(ReviewPurpose.ESTIMATE, among).contains(id);
  }

  /** Other than the hash that decides which frames are held out. */
  private static Order sampleOrder(String id) {
    String digest = Digests.sha256(("review " + id).getBytes(StandardCharsets.UTF_8));
    return new Order(Long.parseLong(digest.substring(0, 15), 16), id);
  }
}
