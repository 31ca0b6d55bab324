package io.vedette.cloud.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AccessTableTest {

  @Test
  void everyMethodOfEveryServiceHasARowAndNoRowIsLeftOver() throws Exception {
    assertThat(AccessTable.rows().keySet()).containsExactlyInAnyOrderElementsOf(methods());
  }

  @Test
  void nobodyGetsTheMethodsThatComeBeforeAnIdentity() {
    assertThat(
            AccessTable.rows().entrySet().stream()
                .filter(row -> row.getValue().allows(Caller.NOBODY))
                .map(row -> row.getKey()))
        .containsExactlyInAnyOrder(
            "vedette.v1.IdentityService/Enroll",
            "vedette.v1.IdentityService/SignIn",
            "vedette.v1.IdentityService/WhoAmI");
  }

  @Test
  void whoeverDialsAnOpenListenerMayDoEverything() {
    assertThat(AccessTable.rows().values()).allMatch(access -> access.allows(Caller.LOCAL));
  }

  @Test
  void aHigherRoleOfPeopleMayWhatALowerMay() {
    for (Role role : Role.VIEWER.andAbove()) {
      for (Role above : role.andAbove()) {
        assertThat(AccessTable.rows().values())
            .noneMatch(access -> access.allows(person(role)) && !access.allows(person(above)));
      }
    }
  }

  @Test
  void peopleMayNotSpeakForDevicesOrWorkers() {
    Set<String> streams =
        Set.of(
            "vedette.v1.AgentService/Session",
            "vedette.v1.EscalationService/Escalate",
            "vedette.v1.FederationService/UploadUpdate",
            "vedette.v1.WorkerService/Teach",
            "vedette.v1.WorkerService/Distill");
    assertThat(streams)
        .allMatch(method -> !AccessTable.of(method).orElseThrow().allows(person(Role.ADMIN)));
  }

  @Test
  void aDashboardChangesNothing() {
    Caller dashboard = Caller.certificate("board", Role.DASHBOARD, Set.of(), 0);
    assertThat(
            AccessTable.rows().entrySet().stream()
                .filter(row -> row.getValue().changes())
                .filter(row -> row.getValue().allows(dashboard))
                .map(row -> row.getKey().substring(row.getKey().indexOf('/') + 1)))
        .containsExactlyInAnyOrder("Enroll", "Renew", "SignIn");
  }

  @Test
  void whatIsNeededIsSaidInWords() {
    assertThat(AccessTable.of("vedette.v1.ManagementService/RevokeDevice").orElseThrow().needed())
        .isEqualTo("an operator");
    assertThat(AccessTable.of("vedette.v1.ArtifactService/Upload").orElseThrow().needed())
        .isEqualTo("a distiller or an operator");
  }

  private static Caller person(Role role) {
    return new Caller("anna", role, Set.of(), Caller.Kind.SESSION);
  }

  private static Set<String> methods() throws Exception {
    Set<String> methods = new TreeSet<>();
    for (ServiceDescriptor service : WireServices.all()) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        methods.add(method.getFullMethodName());
      }
    }
    assertThat(methods).hasSizeGreaterThan(60);
    return methods;
  }
}
