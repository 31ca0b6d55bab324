package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.autograd.FreeParameters;
import org.junit.jupiter.api.Test;

class TemperatureTest {

  @Test
  void itStaysOrGoesAlongItsCourse() {
    assertThat(Temperature.parse("3").at(0.7)).isEqualTo(3);
    Temperature cosine = Temperature.parse("6:2");
    assertThat(cosine.at(0)).isEqualTo(6);
    assertThat(cosine.at(0.25)).isCloseTo(2 + 4 * (1 + Math.sqrt(0.5)) / 2, within(1e-9));
    assertThat(cosine.at(1)).isEqualTo(2);
    Temperature linear = Temperature.parse("6:2:linear");
    assertThat(linear.at(0.25)).isEqualTo(5);
    assertThat(linear.at(1.5)).isEqualTo(2);
  }

  @Test
  void whatIsNoTemperatureIsSaid() {
    assertThatThrownBy(() -> Temperature.parse("0.5")).hasMessageContaining("it is 1 to 100");
    assertThatThrownBy(() -> Temperature.parse("NaN")).hasMessageContaining("makes no sense");
    assertThatThrownBy(() -> Temperature.parse("5:warm"))
        .hasMessage("5:warm: 'warm' is no temperature");
    assertThatThrownBy(() -> Temperature.parse("5:1:soon"))
        .hasMessage("'soon' is no course of a temperature; there are cosine, linear, adaptive");
    assertThatThrownBy(() -> Temperature.parse("1:2:linear:x")).hasMessageContaining("FROM:TO");
    assertThatThrownBy(() -> Temperature.parse("1:5:adaptive")).hasMessageContaining("would rise");
  }

  @Test
  void anAdaptiveOneFallsOnlyWhenTheStudentSwings() {
    try (FreeParameters parameters = new FreeParameters()) {
      TemperatureSchedule thermostat =
          new TemperatureSchedule(Temperature.parse("5:4:adaptive"), parameters);
      hear(thermostat, 1.0);
      hear(thermostat, 0.8);
      assertThat(thermostat.at(0.5)).isEqualTo(5);

      hear(thermostat, 0.9);
      assertThat(thermostat.at(0.5)).isCloseTo(4.5, within(1e-5));

      hear(thermostat, 1.0);
      hear(thermostat, 1.1);
      assertThat(thermostat.at(0.5)).isEqualTo(4); // the lowest
    }
  }

  /** As many steps as are looked at together. */
  private static void hear(TemperatureSchedule thermostat, double divergence) {
    for (int step = 0; step < 10; step++) {
      thermostat.hear(divergence, 100);
    }
  }

  @Test
  void aTrainingThatIsResumedGoesOnAtTheSameTemperature() {
    Temperature adaptive = Temperature.parse("5:1:adaptive");
    try (FreeParameters before = new FreeParameters();
        FreeParameters after = new FreeParameters()) {
      TemperatureSchedule first = new TemperatureSchedule(adaptive, before);
      hear(first, 1);
      hear(first, 2);
      TemperatureSchedule second = new TemperatureSchedule(adaptive, after);

      after.byName().forEach((name, p) -> p.assign(before.byName().get(name).toFloats()));

      assertThat(second.at(0)).isCloseTo(4.5, within(1e-5));
      hear(second, 3);
      assertThat(second.at(0)).isCloseTo(4.05, within(1e-5));
    }
  }

  @Test
  void theClockNeedsNoMemory() {
    try (FreeParameters parameters = new FreeParameters()) {
      TemperatureSchedule thermostat =
          new TemperatureSchedule(Temperature.parse("6:2:linear"), parameters);

      assertThat(thermostat.listens()).isFalse();
      assertThat(thermostat.at(0.5)).isEqualTo(4);
      assertThat(parameters.byName()).isEmpty();
    }
  }
}
