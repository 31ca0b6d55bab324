package io.vedette.cloud.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.fleet.Heartbeat.Learning;
import org.junit.jupiter.api.Test;

class PendingAgentNewsTest {

  private final PendingAgentNews news = new PendingAgentNews();

  private static Learning at(long steps) {
    return new Learning("r-1", "training", 1, 2, steps, 100);
  }

  @Test
  void oneTaskTakesWhatThousandsSaid() {
    int told = 0;
    for (int i = 0; i < 5_000; i++) {
      told += news.came("agent-" + i) ? 1 : 0;
      told += news.progressed("agent-" + i, at(i)) ? 1 : 0;
    }
    assertThat(told).isEqualTo(1);
    PendingAgentNews.News taken = news.take();
    assertThat(taken.came()).hasSize(5_000);
    assertThat(taken.progress()).hasSize(5_000);
    assertThat(news.came("agent-1")).isTrue();
  }

  @Test
  void onlyTheNewestProgressIsToldAndNoneTwice() {
    assertThat(news.progressed("a", at(1))).isTrue();
    assertThat(news.progressed("a", at(2))).isFalse();
    assertThat(news.take().progress()).containsEntry("a", at(2));
    assertThat(news.progressed("a", at(2))).as("nothing new").isFalse();
    assertThat(news.take().progress()).isEmpty();
    assertThat(news.progressed("a", null)).isFalse();
    assertThat(news.progressed("a", at(2))).as("a new part in a round").isTrue();
  }
}
