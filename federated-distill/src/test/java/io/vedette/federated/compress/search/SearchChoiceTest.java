package io.vedette.federated.compress.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.federated.compress.search.Limit.Taken;
import io.vedette.federated.compress.search.SearchChoice.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchChoiceTest {

  private static final List<Point> POINTS =
      List.of(
          point("original", 40, 3e6, 1),
          point("half", 24, 1.5e6, 0.99),
          point("half int8", 15, 4e5, 0.98),
          point("quarter", 14, 8e5, 0.93),
          point("odd", 60, 4e6, 0.5));

  private static Point point(String name, double milliseconds, double bytes, double kept) {
    return new Point(name, new Taken(milliseconds, bytes, 1), kept);
  }

  @Test
  void ofThoseThatKeepToTheLimitsTheOneThatFindsMostIsChosen() throws Exception {
    SearchChoice choice = SearchChoice.of(POINTS, List.of(Limit.parse("latency=20ms")), 0.97);

    assertThat(choice.met()).isTrue();
    assertThat(choice.chosen().name()).isEqualTo("half int8");
    assertThat(choice.text())
        .isEqualTo(
            "latency <= 20.00 ms, 97.0% of the original's AP50: half int8 takes 15.00 ms and keeps"
                + " 98.0%");
    assertThat(choice.front()).containsExactly("original", "half", "half int8", "quarter");
  }

  @Test
  void whereNoneDoesTheClosestIsNamed() throws Exception {
    SearchChoice choice =
        SearchChoice.of(
            POINTS, List.of(Limit.parse("latency=14ms"), Limit.parse("bytes=1MB")), 0.97);

    assertThat(choice.met()).isFalse();
    assertThat(choice.chosen().name()).isEqualTo("quarter");
    assertThat(choice.text())
        .startsWith(
            "no variant that was tried keeps to latency <= 14.00 ms, bytes <= 1000000 bytes")
        .endsWith("the closest, quarter takes 14.00 ms, 800000 bytes and keeps 93.0%");
  }

  @Test
  void limitsAreReadWithTheirUnits() throws Exception {
    assertThat(Limit.parse("latency=1.5s").most()).isEqualTo(1500);
    assertThat(Limit.parse("bytes=250kB").most()).isEqualTo(250_000);
    assertThat(Limit.parse("gflops=0.3").most()).isEqualTo(0.3);
    assertThat(Limit.parse("bytes=1MB").share(new Taken(0, 2e6, 0))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latency", "latency=fast", "bytes=3ms", "energy=3", "gflops=0", "=1"})
  void whatIsNoLimitIsRefused(String text) {
    assertThatThrownBy(() -> Limit.parse(text))
        .hasMessage(
            "'" + text + "' is no limit; write one as latency=20ms, bytes=1MB or gflops=0.3");
  }
}
