package io.vedette.cli.simulate;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.SignInFile;
import io.vedette.proto.v1.CreateEnrollmentTokenRequest;
import io.vedette.proto.v1.Role;
import io.vedette.wire.Endpoint;
import io.vedette.wire.identity.EnrolledKey;
import io.vedette.wire.identity.EnrollmentTokenText;
import java.io.IOException;

/** Enrolls simulated agents and their teacher at a coordinator that knows its callers. */
final class SimulatedIdentities implements AutoCloseable {

  /** No token has more uses. */
  private static final int USES = 10_000;

  private final CoordinatorClient admin;
  private final ManagedChannel channel;
  private EnrollmentTokenText token;
  private int left = USES;

  /**
   * @param coordinator dialled as its admin
   * @throws IOException in one line: it makes no tokens for this caller
   */
  SimulatedIdentities(Endpoint coordinator) throws IOException {
    admin = new CoordinatorClient(coordinator);
    channel = SignInFile.without(coordinator).dial();
    try {
      token = token(Role.ROLE_DEVICE, "", USES);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private EnrollmentTokenText token(Role role, String name, int uses) throws IOException {
    CreateEnrollmentTokenRequest request =
        CreateEnrollmentTokenRequest.newBuilder().setRole(role).setName(name).setUses(uses).build();
    return EnrollmentTokenText.parse(admin.ask(s -> s.createEnrollmentToken(request)).getToken());
  }

  /** A device; one of this id from an earlier simulation is replaced. */
  EnrolledKey device(String id) throws IOException {
    if (left == 0) {
      token = token(Role.ROLE_DEVICE, "", USES);
      left = USES;
    }
    left--;
    try {
      return EnrolledKey.enroll(channel, token, id);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.PERMISSION_DENIED) {
        throw new IOException(id + " cannot enroll: " + e.getStatus(), e);
      }
      return named(Role.ROLE_DEVICE, id);
    }
  }

  EnrolledKey teacher(String id) throws IOException {
    return named(Role.ROLE_TEACHER, id);
  }

  private EnrolledKey named(Role role, String id) throws IOException {
    try {
      return EnrolledKey.enroll(channel, token(role, id, 1), id);
    } catch (StatusRuntimeException e) {
      throw new IOException(id + " cannot enroll: " + e.getStatus(), e);
    }
  }

  @Override
  public void close() {
    admin.close();
    channel.shutdownNow();
  }
}
