package io.vedette.federated.compress.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuccessiveHalvingTest {

  @Test
  void theBetterHalfGoesOnAndTheLastAreBestFirst() throws Exception {
    List<String> tried = new ArrayList<>();

    List<Integer> left =
        new SuccessiveHalving(2)
            .run(
                List.of(3, 9, 1, 7, 5, 8, 2),
                (candidate, round) -> {
                  tried.add(round + ":" + candidate);
                  return candidate;
                });

    assertThat(left).containsExactly(9, 8);
    assertThat(tried.stream().filter(t -> t.startsWith("0:"))).hasSize(7);
    assertThat(tried.stream().filter(t -> t.startsWith("1:")))
        .containsExactly("1:9", "1:8", "1:7", "1:5");
    assertThat(tried.stream().filter(t -> t.startsWith("2:"))).containsExactly("2:9", "2:8");
    assertThat(new SuccessiveHalving(2).rounds(7)).isEqualTo(3);
  }

  @Test
  void aLateBloomerIsLostAndFewCandidatesHaveOneRound() throws Exception {
    assertThat(new SuccessiveHalving(2).run(List.of(1, 2), (candidate, round) -> -candidate))
        .containsExactly(1, 2);
    assertThat(new SuccessiveHalving(3).rounds(2)).isEqualTo(1);
  }

  @Test
  void lessonsGrowUntilTheLastIsAsLongAsAsked() {
    assertThat(new Curriculum(16, 3).until(0)).containsExactly(4);
    assertThat(new Curriculum(16, 3).whole()).containsExactly(4, 8, 16);
    assertThat(new Curriculum(1, 3).whole()).containsExactly(1, 1, 1);
    assertThat(new Curriculum(0, 3).whole()).isEmpty();
  }
}
