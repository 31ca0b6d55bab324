package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PendingEffectsTest {

  private final PendingEffects<String> effects = new PendingEffects<>();

  @Test
  void effectsOfAllRowsComeInTheOrderOfTheirIds() {
    effects.add("b", "first");
    effects.add(PendingEffects.HEADER, "second");
    effects.add("a", "third");
    effects.add("b", "fourth");

    assertThat(effects.all())
        .containsExactly(
            new PendingEffect<>(1, "first"),
            new PendingEffect<>(2, "second"),
            new PendingEffect<>(3, "third"),
            new PendingEffect<>(4, "fourth"));
    assertThat(effects.of("b")).extracting(PendingEffect::id).containsExactly(1L, 4L);
  }

  @Test
  void theSameEffectOfARowIsPendingOnce() {
    assertThat(effects.add("a", "invite")).contains(new PendingEffect<>(1, "invite"));
    assertThat(effects.add("a", "invite")).isEmpty();
    assertThat(effects.add("b", "invite")).contains(new PendingEffect<>(2, "invite"));
  }

  @Test
  void whatIsAcknowledgedIsGoneOnce() {
    assertThat(effects.isEmpty()).isTrue();
    effects.add("a", "invite");
    assertThat(effects.isEmpty()).isFalse();
    assertThat(effects.has(1)).isTrue();
    assertThat(effects.has(2)).isFalse();

    assertThat(effects.remove(1)).contains("a");
    assertThat(effects.remove(1)).isEmpty();
    assertThat(effects.has(1)).isFalse();
    assertThat(effects.isEmpty()).isTrue();
    assertThat(effects.of("a")).isEmpty();
  }

  @Test
  void idsGoOnAfterThoseThatAreStored() {
    effects.load("a", List.of(new PendingEffect<>(7, "invite")), 9);
    effects.load("b", List.of(), 3);
    assertThat(effects.lastId()).isEqualTo(9);
    assertThat(effects.add("a", "withdraw")).contains(new PendingEffect<>(10, "withdraw"));
    assertThat(effects.lastId()).isEqualTo(10);
  }
}
