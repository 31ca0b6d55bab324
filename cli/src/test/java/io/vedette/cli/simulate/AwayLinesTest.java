package io.vedette.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwayLinesTest {

  @Test
  void devicesAreCountedByNameAndInGroups() {
    assertThat(AwayLines.devices("WARN  feed: device: sim-00026 is away")).isEqualTo(1);
    assertThat(AwayLines.devices("WARN  feed: device: 1,295 devices are away: a, b and 1,293 more"))
        .isEqualTo(1_295);
    assertThat(AwayLines.devices("INFO  feed: device: sim-00026 is online")).isZero();
    assertThat(AwayLines.devices("INFO  feed: device: 300 devices are back: a and 299 more"))
        .isZero();
  }
}
