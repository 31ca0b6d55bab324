package io.vedette.cloud.review;

import static io.vedette.cloud.review.ReviewPurpose.ESTIMATE;
import static io.vedette.cloud.review.ReviewPurpose.LEARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReviewQueueTest {

  private final ReviewQueue queue = new ReviewQueue();

  @Test
  void theOrderOfAuditsDependsOnNothingButTheirIds() {
    ReviewQueue other = new ReviewQueue();
    for (int i = 0; i < 100; i++) {
      queue.audit(Scratch.frameId(i));
      other.audit(Scratch.frameId(99 - i));
    }

    List<String> next = queue.next(ESTIMATE, 100);

    assertThat(next).isEqualTo(other.next(ESTIMATE, 100)).hasSize(100);
    // of the first fifty by age, about half are among the first fifty by the order
    Set<String> early = new HashSet<>(next.subList(0, 50));
    long fromFirstHalf = List.copyOf(early).stream().filter(this::isEarly).count();
    assertThat(fromFirstHalf).isBetween(15L, 35L);
  }

  private boolean isEarly(String id) {
    for (int i = 0; i < 50; i++) {
      if (Scratch.frameId(i).equals(id)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void framesThatDifferComeNewestFirstAndOnce() {
    queue.different("old", 1_000);
    queue.different("new", 2_000);

    assertThat(queue.next(LEARNING, 10)).containsExactly("new", "old");
    assertThat(queue.next(LEARNING, 1)).containsExactly("new");
    assertThat(queue.next(ESTIMATE, 10)).isEmpty();

    queue.remove("new");

    assertThat(queue.next(LEARNING, 10)).containsExactly("old");
  }

  @Test
  void ofBothKindsSoManyAreKnown() {
    for (int i = 0; i <= ReviewQueue.MAX_AUDITS; i++) {
      queue.audit(Scratch.frameId(i));
    }
    for (int i = 0; i <= ReviewQueue.MAX_DIFFERENT; i++) {
      queue.different("frame-" + i, i);
    }

    assertThat(queue.size(ESTIMATE)).isEqualTo(ReviewQueue.MAX_AUDITS);
    assertThat(queue.size(LEARNING)).isEqualTo(ReviewQueue.MAX_DIFFERENT);
    assertThat(queue.next(LEARNING, ReviewQueue.MAX_DIFFERENT)).doesNotContain("frame-0");
  }

  @Test
  void aFrameIsOfTheSampleOnlyIfItIsAmongTheNext() {
    for (int i = 0; i < 20; i++) {
      queue.audit(Scratch.frameId(i));
    }
    List<String> order = queue.next(ESTIMATE, 20);

    assertThat(queue.isSampled(order.get(4), 5)).isTrue();
    assertThat(queue.isSampled(order.get(5), 5)).isFalse();
  }
}
