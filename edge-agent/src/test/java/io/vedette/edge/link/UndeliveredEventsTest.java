package io.vedette.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.EventReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndeliveredEventsTest {

  private static final long SECOND = 1_000_000_000L;

  private final UndeliveredEvents undelivered = new UndeliveredEvents();

  private void add(String id) {
    undelivered.add(EventReport.newBuilder().setId(id).build());
  }

  private List<String> send(long nanos) {
    List<String> ids = new ArrayList<>();
    for (EventReport next = undelivered.next(nanos); next != null; next = undelivered.next(nanos)) {
      ids.add(next.getId());
    }
    return ids;
  }

  @Test
  void whatMayBeLostWithItsStreamIsSentAgainInItsOrderAndWhatIsDeliveredIsNot() {
    add("a");
    assertThat(send(0)).containsExactly("a");
    add("b");
    add("c");
    assertThat(send(20 * SECOND)).containsExactly("b", "c");
    assertThat(undelivered.takeDelivered(29 * SECOND)).isEmpty();
    assertThat(undelivered.takeDelivered(31 * SECOND)).containsExactly("a");
    add("d");
    undelivered.onStreamLost();
    assertThat(send(40 * SECOND)).containsExactly("b", "c", "d");
    assertThat(undelivered.takeDelivered(71 * SECOND)).containsExactly("b", "c", "d");
    undelivered.onStreamLost();
    assertThat(send(80 * SECOND)).isEmpty();
  }

  @Test
  void anEventIsTakenInOnceAndTheNewestAreKept() {
    add("a");
    add("a");
    send(0);
    add("a");
    assertThat(send(0)).isEmpty();
    for (int i = 0; i < UndeliveredEvents.MAX_WAITING + 5; i++) {
      add("e-" + i);
    }
    assertThat(send(0)).hasSize(UndeliveredEvents.MAX_WAITING).startsWith("e-5");
  }
}
