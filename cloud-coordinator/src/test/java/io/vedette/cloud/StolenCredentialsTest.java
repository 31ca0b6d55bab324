package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.vedette.cloud.identity.AccessTable;
import io.vedette.cloud.identity.Role;
import io.vedette.cloud.identity.WireServices;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a stolen credential every method of every service is called; only its own are allowed. */
class StolenCredentialsTest {

  @TempDir static Path folder;

  private static IdentifiedCoordinator coordinator;

  @BeforeAll
  static void start() throws Exception {
    coordinator = IdentifiedCoordinator.start(folder);
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @Test
  void aDevicesCertificateCallsItsOwnMethodsOnly() throws Exception {
    assertThat(allowed(coordinator.dial(coordinator.enrolled(of("device"), "camera-1"))))
        .containsExactly(
            "AgentService/Session",
            "ArtifactService/Download",
            "EscalationService/Escalate",
            "FederationService/UploadUpdate",
            "IdentityService/Enroll",
            "IdentityService/Renew",
            "IdentityService/SignIn",
            "IdentityService/WhoAmI");
  }

  @ParameterizedTest
  @EnumSource(names = {"DEVICE", "TEACHER", "DISTILLER", "DASHBOARD"})
  void eachCellOfTheTableHolds(Role role) throws Exception {
    var credential = coordinator.enrolled(of(role.label()), role.label() + "-cell");
    assertThat(allowed(coordinator.dial(credential)))
        .containsExactlyElementsOf(
            AccessTable.rows().entrySet().stream()
                .filter(
                    row ->
                        row.getValue().roles().isEmpty() || row.getValue().roles().contains(role))
                .map(row -> name(row.getKey()))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void withoutACredentialNothingButEnrollingAndSigningIn() throws Exception {
    assertThat(allowed(coordinator.nobody()))
        .containsExactly(
            "IdentityService/Enroll", "IdentityService/SignIn", "IdentityService/WhoAmI");
  }

  private static io.vedette.proto.v1.Role of(String label) {
    return io.vedette.proto.v1.Role.valueOf("ROLE_" + label.toUpperCase(java.util.Locale.ROOT));
  }

  private static Set<String> allowed(ManagedChannel channel) throws Exception {
    Map<String, CompletableFuture<Status>> outcomes = new TreeMap<>();
    for (ServiceDescriptor service : WireServices.all()) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        outcomes.put(name(method.getFullMethodName()), call(channel, method));
      }
    }
    Set<String> allowed = new TreeSet<>();
    for (var outcome : outcomes.entrySet()) {
      Status status = outcome.getValue().get(60, TimeUnit.SECONDS);
      String said = String.valueOf(status.getDescription());
      boolean refused =
          said.contains(" may not " + outcome.getKey().replaceAll(".*/", "") + ": it needs ")
              || said.startsWith("sign in or enroll first: ");
      if (!refused) {
        allowed.add(outcome.getKey());
      }
    }
    return allowed;
  }

  private static String name(String method) {
    return method.replace("vedette.v1.", "");
  }

  /** Sends one empty message; how the call ends, or OK when something is answered. */
  private static <Q, A> CompletableFuture<Status> call(
      ManagedChannel channel, MethodDescriptor<Q, A> method) {
    CompletableFuture<Status> ended = new CompletableFuture<>();
    ClientCall<Q, A> call =
        channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS));
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(A message) {
            ended.complete(Status.OK);
            call.cancel("seen", null);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    @SuppressWarnings("unchecked")
    Q empty = ((PrototypeMarshaller<Q>) method.getRequestMarshaller()).getMessagePrototype();
    call.sendMessage(empty);
    call.halfClose();
    return ended;
  }
}
