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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Enrolls simulated agents and their teacher at a coordinator that knows its callers. */
final class SimulatedIdentities implements AutoCloseable {

  /** No token has more uses. */
  private static final int USES = 10_000;

  /** Enrollments under way. */
  private static final int AT_ONCE = 16;

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

  /** Devices, in order; those of the same id from an earlier simulation are replaced. */
  List<EnrolledKey> devices(List<String> ids) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<EnrolledKey>> tasks = new ArrayList<>();
      ids.forEach(id -> tasks.add(() -> device(id)));
      List<EnrolledKey> enrolled = new ArrayList<>();
      for (Future<EnrolledKey> each : threads.invokeAll(tasks)) {
        enrolled.add(each.get());
      }
      return enrolled;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while agents enrolled", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private EnrolledKey device(String id) throws IOException {
    try {
      return EnrolledKey.enroll(channel, next(), id);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.PERMISSION_DENIED) {
        throw new IOException(id + " cannot enroll: " + e.getStatus(), e);
      }
      return named(Role.ROLE_DEVICE, id);
    }
  }

  private synchronized EnrollmentTokenText next() throws IOException {
    if (left == 0) {
      token = token(Role.ROLE_DEVICE, "", USES);
      left = USES;
    }
    left--;
    return token;
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
