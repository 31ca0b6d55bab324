package io.vedette.cloud.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.cloud.round.RoundConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecTextTest {

  private static final DeploymentSpec COORDINATOR =
      new DeploymentSpec(
          DeploymentSpec.DEFAULT,
          "student",
          null,
          false,
          null,
          new RoundConfig(true, 0, 5, null, null, Duration.ofMinutes(9), 0, 0, 0, 0, 0, 0, 0),
          null,
          null,
          new RolloutConfig(true, null, "agent-1", null, null, null, null),
          null,
          null,
          null);

  private final SpecText texts = new SpecText(COORDINATOR);

  @Test
  void whatATextLeavesOutIsAsTheCoordinatorsFileSays() {
    DeploymentSpec spec =
        texts.read(
            "{\"name\": \"films\", \"selector\": \"line=films\","
                + " \"rounds\": {\"minAgents\": 3, \"minInterval\": \"PT2M\"}}");

    assertThat(spec.model()).isEqualTo("films");
    assertThat(spec.teacher()).isEqualTo("teacher");
    assertThat(spec.rounds().minAgents()).isEqualTo(3);
    assertThat(spec.rounds().minInterval()).isEqualTo(Duration.ofMinutes(2));
    assertThat(spec.rounds().manual()).isTrue();
    assertThat(spec.rounds().patience()).isEqualTo(Duration.ofMinutes(9));
    assertThat(spec.rollouts().canary()).isEqualTo("agent-1");
  }

  @Test
  void aWholeDeploymentIsReadAsItWasWritten() {
    DeploymentSpec spec = texts.read("{\"name\": \"films\", \"selector\": \"line=films,site\"}");
    assertThat(texts.read(SpecText.whole(spec))).isEqualTo(spec);
  }

  @Test
  void changesNameTheKeysThatDiffer() {
    DeploymentSpec before = texts.read("{\"name\": \"a\", \"selector\": \"x=1\"}");
    DeploymentSpec after =
        texts.read("{\"name\": \"a\", \"selector\": \"x=2\", \"rounds\": {\"epochs\": 9}}");
    assertThat(SpecText.changes(before, before)).isEmpty();
    assertThat(SpecText.changes(before, after))
        .containsExactly(
            new SpecChange("rounds.epochs", "2", "9"), new SpecChange("selector", "x=1", "x=2"));
    assertThat(SpecText.changes(null, after))
        .contains(new SpecChange("name", "", "a"), new SpecChange("selector", "", "x=2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\": \"a\"}|selector: a selects no cameras; set selector: line=a",
        "{\"selector\": \"x\"}|name: a deployment needs a name",
        "{\"name\": \"A\", \"selector\": \"x\"}|name: a deployment needs a name",
        "{\"name\": \"a-d\", \"selector\": \"x\"}|without d- or -d at an end",
        "{\"name\": \"a\", \"selector\": \"x=1,,\"}|has an empty term",
        "{\"name\": \"a\", \"selector\": \"x\", \"model\": \"b/c\"}|model: 'b/c' must be",
        "{\"name\": \"a\", \"selector\": \"x\", \"colour\": 1}|colour: unknown key; known are",
        "{\"name\": \"a\", \"selector\": \"x\", \"rounds\": {\"epoch\": 1}}|rounds.epoch: unknown",
        "{\"name\": \"a\", \"selector\": \"x\", \"rounds\": {\"patience\": \"soon\"}}|'soon' is not a time",
        "{\"name\": \"a\", \"selector\": \"x\", \"rounds\": {\"maxExamples\": 5000}}|more than 4096",
        "{\"name\": \"a\", \"selector\": \"x\", \"quotas\": {\"framesPerHour\": 0}}|framesPerHour: 0 is",
        "{\"name\": \"a\", \"selector\": \"x\", \"escalation\": {\"policy\": \"best\"}}|escalation.policy: 'best' is not known; known are [learnt",
        "{\"name\": \"a\", \"selector\": \"x\", \"escalation\": {\"auditShare\": 1.5}}|escalation.auditShare: 1.5 is not 0 to 1",
        "{\"name\": \"a\", \"selector\": \"x\", \"aggregation\": {\"strategy\": \"best\"}}|aggregation.strategy: 'best' is not known",
        "{\"name\": \"a\", \"selector\": \"x\", \"aggregation\": {\"robust\": \"best\"}}|aggregation.robust: 'best' is not known",
        "{\"name\": \"a\", \"selector\": \"x\", \"aggregation\": {\"strategy\": \"trimmed-mean\", \"trim\": 3}}|aggregation.poisoned: 3 wrong updates need rounds.minAgents of at least 7 with trimmed-mean, not 5",
        "{\"name\": \"a\", \"selector\": \"x\", \"aggregation\": {\"robust\": \"bulyan\", \"poisoned\": 1}}|at least 7 with bulyan, not 5",
        "{\"name\": \"a\", \"selector\": \"x\", \"aggregation\": {\"strategy\": \"fednova\", \"robust\": \"krum\"}}|counts all updates alike and does not go with fednova",
        "{\"name\": \"a\", \"selector\": \"x\", \"aggregation\": {\"robust\": \"median\", \"poisoned\": -1}}|aggregation.poisoned: -1 is below 0",
        "{\"name\": \"a\", \"selector\": \"x\", \"aggregation\": {\"strategy\": \"fedavgm\", \"momentum\": 1.5}}|aggregation.momentum: 1.5 is not 0.0 to 0.9999",
        "{\"name\": \"a\", \"selector\": \"x\", \"escalation\": {\"audits\": 1}}|escalation.audits: unknown key",
        "{\"name\": \"default\", \"selector\": \"x\"}|'default' has none",
        "[]|not a group of keys",
        "{\"name\": \"a\", \"name\": \"b\"}|Duplicate",
        "{|Unexpected end-of-input"
      })
  void whatIsWrongIsToldInOneLine(String text, String told) {
    assertThatThrownBy(() -> texts.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void aStrategyOfAnEarlierReleaseIsARobustRule() {
    DeploymentSpec spec =
        texts.read(
            "{\"name\": \"a\", \"selector\": \"x\","
                + " \"aggregation\": {\"strategy\": \"trimmed-mean\", \"trim\": 2}}");
    assertThat(spec.aggregation().strategy()).isEqualTo("fedavg");
    assertThat(spec.aggregation().robust()).isEqualTo("trimmed-mean");
    assertThat(spec.aggregation().poisoned()).isEqualTo(2);
    assertThat(texts.read(SpecText.whole(spec))).isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource({
    "r-3,default",
    "d-r-3,default",
    "o-7,default",
    "boards-r-3,boards",
    "boards-d-r-3,boards",
    "a-b-o-1,a-b",
    "a-r-r-2,a-r",
    "care,default",
    "other-x-9,default"
  })
  void anIdNamesItsDeployment(String id, String name) {
    assertThat(DeploymentSpec.ofId(id)).isEqualTo(name);
  }
}
