package io.vedette.cli.serve;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.proto.v1.CreateEnrollmentTokenRequest;
import io.vedette.proto.v1.Role;
import io.vedette.wire.Endpoint;
import io.vedette.wire.IdentityFolder;
import io.vedette.wire.identity.Enroller;
import io.vedette.wire.identity.EnrollmentTokenText;
import io.vedette.wire.identity.Renewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a role gets its identity the first time, and where it is kept afterwards. */
final class EnrollOption {

  private static final Map<String, Role> ROLES =
      Map.of(
          "agent", Role.ROLE_DEVICE,
          "teacher", Role.ROLE_TEACHER,
          "distiller", Role.ROLE_DISTILLER);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--enroll",
      paramLabel = "TOKEN",
      description =
          "One-time token of 'vedette fleet enroll': the first start makes a key and gets its"
              + " certificate, later starts use what is stored.")
  private @Nullable String token;

  @Option(
      names = "--enroll-file",
      paramLabel = "FILE",
      description =
          "File whose first line is that token; it need not be there once the identity is.")
  private @Nullable Path tokenFile;

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--identity",
      paramLabel = "DIR",
      description =
          "Folder of key and certificate (default where a token is given: vedette-ROLE-identity).")
  private @Nullable Path identity;

  /**
   * What a role is known by.
   *
   * @param name the id in its certificate
   * @param coordinator dialled with it
   */
  record Joined(String name, Endpoint coordinator) {

    /**
     * The id, which must be the wanted one.
     *
     * @param wanted null: any
     * @throws IllegalArgumentException in one line
     */
    String named(@Nullable String wanted) {
      if (wanted != null && !wanted.equals(name)) {
        throw new IllegalArgumentException(
            "the certificate in "
                + coordinator.identity()
                + " is of "
                + name
                + ", not of "
                + wanted);
      }
      return name;
    }
  }

  /**
   * The identity that is stored, or a new one for the token.
   *
   * @param role "agent", "teacher", "distiller", "dashboard"
   * @param at where the coordinator listens
   * @param wanted id, if the token leaves it open; null: none
   * @return empty when no identity is asked for
   * @throws IOException in one line: not enrolled yet, or the coordinator refuses
   */
  Optional<Joined> join(String role, Endpoint at, @Nullable String wanted) throws IOException {
    Path named = at.identity() == null ? identity : at.identity();
    if (token == null && tokenFile == null && named == null) {
      return Optional.empty();
    }
    IdentityFolder folder =
        new IdentityFolder(named == null ? Path.of("vedette-" + role + "-identity") : named);
    if (!folder.exists()) {
      Enroller.enroll(token(folder), at, wanted == null ? "" : wanted, folder);
    }
    return Optional.of(joined(folder, at));
  }

  /**
   * The same for a role that was started by options: where the coordinator is dialled with the
   * token of an operator or admin, that makes the enrollment token, and nobody types one. An
   * identity that is no longer good there is replaced.
   *
   * @throws IOException as {@link #join} does
   */
  Optional<Joined> joinHere(String role, Endpoint at, @Nullable String wanted) throws IOException {
    Path authority = at.trustedCertificate();
    if (token != null
        || tokenFile != null
        || identity != null
        || at.tokenFile() == null
        || authority == null) {
      return join(role, at, wanted);
    }
    IdentityFolder folder =
        new IdentityFolder(Path.of("vedette-" + (wanted == null ? role : wanted) + "-identity"));
    if (!folder.isValidAt(authority)) {
      try (CoordinatorClient client = new CoordinatorClient(at)) {
        Enroller.enroll(made(client, role, wanted), at, wanted == null ? "" : wanted, folder);
      }
    }
    return Optional.of(joined(folder, at));
  }

  private static EnrollmentTokenText made(
      CoordinatorClient client, String role, @Nullable String wanted) throws IOException {
    CreateEnrollmentTokenRequest request =
        CreateEnrollmentTokenRequest.newBuilder()
            .setRole(Objects.requireNonNull(ROLES.get(role)))
            .setName(wanted == null ? "" : wanted)
            .build();
    return EnrollmentTokenText.parse(client.ask(s -> s.createEnrollmentToken(request)).getToken());
  }

  private Joined joined(IdentityFolder folder, Endpoint at) throws IOException {
    String name = folder.name();
    spec.commandLine().getOut().println("identity: " + name + ", in " + folder.folder());
    spec.commandLine().getOut().flush();
    return new Joined(name, at.with(folder));
  }

  private EnrollmentTokenText token(IdentityFolder folder) throws IOException {
    String text = token != null || tokenFile == null ? token : firstLine(tokenFile);
    if (text == null) {
      throw new IOException(
          folder.folder()
              + ": no identity yet; start once with --enroll TOKEN, see 'vedette fleet enroll'");
    }
    try {
      return EnrollmentTokenText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--enroll: " + e.getMessage(), e);
    }
  }

  private static String firstLine(Path file) throws IOException {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file; it must hold an enrollment token", e);
    }
  }

  /** Renews the certificate of an endpoint while a role runs; does nothing where it has none. */
  static AutoCloseable renewing(@Nullable Endpoint coordinator) {
    Path folder = coordinator == null ? null : coordinator.identity();
    return folder == null || coordinator == null
        ? () -> {}
        : Renewer.start(coordinator, new IdentityFolder(folder));
  }
}
