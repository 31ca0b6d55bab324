package io.vedette.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.fleet.EscalationTerms;
import io.vedette.edge.escalate.framing.Framings;
import io.vedette.edge.escalate.policy.Policies;
import org.junit.jupiter.api.Test;

/** The coordinator, which does not know the agent's code, allows what agents can do. */
class EscalationNamesTest {

  @Test
  void aDeploymentMayNameWhatAgentsHave() {
    assertThat(EscalationTerms.POLICIES).isEqualTo(Policies.names());
    assertThat(EscalationTerms.FRAMINGS).isEqualTo(Framings.names());
  }
}
