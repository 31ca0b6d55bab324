package io.vedette.cli.demo;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.SignInLink;
import io.vedette.proto.v1.CreateEnrollmentTokenRequest;
import io.vedette.proto.v1.Role;
import io.vedette.wire.Endpoint;
import io.vedette.wire.IdentityFolder;
import io.vedette.wire.identity.Enroller;
import io.vedette.wire.identity.EnrollmentTokenText;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The identities of the demo's processes, made with the coordinator's admin token: one folder each,
 * which only this user can read.
 */
final class DemoIdentities implements DemoAccess {

  private final Endpoint coordinator;
  private final Path folder;
  private @Nullable CoordinatorClient admin;

  /**
   * @param coordinator dialled as its admin
   * @param folder of the demo
   */
  DemoIdentities(Endpoint coordinator, Path folder) {
    this.coordinator = coordinator;
    this.folder = folder;
  }

  /** Where a process of the demo has its key and its certificate. */
  static IdentityFolder of(Path folder, String name) {
    return new IdentityFolder(folder.resolve("identities").resolve(name));
  }

  @Override
  public void prepare(String name) throws IOException {
    Enroller.prepare(of(folder, name));
  }

  @Override
  public void enroll(Role role, String name) throws IOException {
    IdentityFolder own = of(folder, name);
    Path authority = coordinator.trustedCertificate();
    if (authority != null && own.isValidAt(authority)) {
      return;
    }
    CreateEnrollmentTokenRequest request =
        CreateEnrollmentTokenRequest.newBuilder().setRole(role).setName(name).build();
    String token = admin().ask(s -> s.createEnrollmentToken(request)).getToken();
    Enroller.enroll(EnrollmentTokenText.parse(token), coordinator, name, own);
  }

  @Override
  public String signInPath() throws IOException {
    return SignInLink.path(admin());
  }

  /** The coordinator's files are there once it is ready. */
  private CoordinatorClient admin() {
    CoordinatorClient open = admin;
    if (open == null) {
      open = new CoordinatorClient(coordinator);
      admin = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
  }
}
