package io.vedette.cloud.escalation;

import io.vedette.cloud.escalation.EscalationIndex.Kept;
import io.vedette.wire.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A uniform sample of a deployment's frames with a verdict that may be trained on, old and new, and
 * a few frames of every class. It is what a training rehearses, so that old conditions are not
 * forgotten.
 *
 * <p>The sample is the frames whose ids have the smallest digests (bottom-k sampling, Cohen and
 * Kaplan, <a href="https://doi.org/10.1145/1281100.1281133">Summarizing data using bottom-k
 * sketches</a>, PODC 2007). So no list has to be stored: it is the same after a restart, as far as
 * its frames are still kept. At most {@value #MAX_FRAMES} frames of {@value #MAX_BYTES} bytes, and
 * {@value #PER_LABEL} of each of {@value #MAX_LABELS} labels. Not safe for use by several threads.
 */
final class RehearsalReservoir {

  static final int MAX_FRAMES = 512;
  static final long MAX_BYTES = 128L << 20;
  static final int MAX_LABELS = 64;
  static final int PER_LABEL = 4;

  /** At most one frame in so many is chosen for its class alone. */
  private static final int CLASSES_SHARE = 4;

  /** A frame of the sample; the smallest digests stay longest. */
  private record Member(String digest, Kept kept, List<String> labels) {
    private static final Comparator<Member> ORDER =
        Comparator.comparing(Member::digest).thenComparing(member -> member.kept().id());

    static Member of(Kept kept, Collection<String> labels) {
      return new Member(
          Digests.sha256(kept.id().getBytes(StandardCharsets.UTF_8)), kept, List.copyOf(labels));
    }
  }

  private final Map<String, Member> byId = new HashMap<>();
  private final TreeSet<Member> uniform = new TreeSet<>(Member.ORDER);
  private final Map<String, TreeSet<Member>> byLabel = new TreeMap<>();
  private long uniformBytes;

  /**
   * Another frame with a verdict.
   *
   * @param labels of the verdict's boxes, each once
   */
  void offer(Kept kept, Collection<String> labels) {
    Member member = Member.of(kept, labels);
    uniform.add(member);
    uniformBytes += kept.bytes();
    byId.put(kept.id(), member);
    for (String label : labels) {
      TreeSet<Member> ofLabel = byLabel.get(label);
      if (ofLabel == null && byLabel.size() < MAX_LABELS) {
        ofLabel = new TreeSet<>(Member.ORDER);
        byLabel.put(label, ofLabel);
      }
      if (ofLabel != null) {
        ofLabel.add(member);
        if (ofLabel.size() > PER_LABEL) {
          forgetUnused(ofLabel.pollLast());
        }
      }
    }
    while (uniform.size() > MAX_FRAMES || uniformBytes > MAX_BYTES) {
      Member last = uniform.pollLast();
      uniformBytes -= last == null ? 0 : last.kept().bytes();
      forgetUnused(last);
    }
    forgetUnused(member);
  }

  private void forgetUnused(@Nullable Member member) {
    if (member != null
        && !uniform.contains(member)
        && byLabel.values().stream().noneMatch(of -> of.contains(member))) {
      byId.remove(member.kept().id());
    }
  }

  /** A frame is no longer kept, or is no longer to be trained on. */
  void remove(String id) {
    Member member = byId.remove(id);
    if (member != null) {
      uniformBytes -= uniform.remove(member) ? member.kept().bytes() : 0;
      member.labels().forEach(label -> removeFrom(label, member));
    }
  }

  private void removeFrom(String label, Member member) {
    TreeSet<Member> ofLabel = byLabel.get(label);
    if (ofLabel != null && ofLabel.remove(member) && ofLabel.isEmpty()) {
      byLabel.remove(label);
    }
  }

  /**
   * Ids of frames to rehearse: first a few of each class, then uniformly chosen ones.
   *
   * @param without ids of frames that are trained on anyway
   */
  List<String> choose(int count, Set<String> without) {
    Set<String> chosen = new LinkedHashSet<>();
    List<TreeSet<Member>> classes = rarestFirst();
    for (int rank = 0; rank < PER_LABEL; rank++) {
      for (TreeSet<Member> ofLabel : classes) {
        if (chosen.size() < count / CLASSES_SHARE) {
          ofLabel.stream().skip(rank).limit(1).forEach(m -> chosen.add(m.kept().id()));
          chosen.removeAll(without);
        }
      }
    }
    for (Member member : uniform) {
      if (chosen.size() < count && !without.contains(member.kept().id())) {
        chosen.add(member.kept().id());
      }
    }
    return new ArrayList<>(chosen);
  }

  private List<TreeSet<Member>> rarestFirst() {
    return byLabel.values().stream().sorted(Comparator.comparingInt(TreeSet::size)).toList();
  }

  /** Digests of the pictures of all its frames. */
  Set<String> pictures() {
    return byId.values().stream().map(m -> m.kept().frameSha256()).collect(Collectors.toSet());
  }

  int frames() {
    return byId.size();
  }

  /** Bytes of the pictures of all its frames. */
  long bytes() {
    return byId.values().stream().mapToLong(m -> m.kept().bytes()).sum();
  }
}
