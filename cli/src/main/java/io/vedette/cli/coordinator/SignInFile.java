package io.vedette.cli.coordinator;

import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the command line keeps the session of this user at a coordinator: {@code
 * vedette/sessions/HOST-PORT} in the user's state folder.
 *
 * @param path a file of one line, readable by its owner alone
 */
public record SignInFile(Path path) {

  /** That of a coordinator, whether somebody is signed in or not. */
  public static SignInFile of(Endpoint coordinator) {
    String host = coordinator.host().replaceAll("[^A-Za-z0-9.-]", "_");
    return new SignInFile(
        RunningDemos.stateFolder().resolve("sessions").resolve(host + "-" + coordinator.port()));
  }

  /** Whether somebody is signed in. */
  public boolean exists() {
    return Files.isRegularFile(path);
  }

  /** The same coordinator, dialled with the session. */
  public Endpoint used(Endpoint coordinator) {
    return withToken(coordinator, path);
  }

  /** The same coordinator, dialled without any session. */
  public static Endpoint without(Endpoint coordinator) {
    return new Endpoint(
        coordinator.host(),
        coordinator.port(),
        coordinator.tls(),
        coordinator.trustedCertificate(),
        null);
  }

  private static Endpoint withToken(Endpoint of, Path token) {
    return new Endpoint(of.host(), of.port(), of.tls(), of.trustedCertificate(), token);
  }

  /** Keeps the token of a session. */
  public void write(String token) throws IOException {
    Files.createDirectories(
        path.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    SecretFile.write(path, token);
  }

  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
