package io.vedette.cli.people;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.SignInFile;
import io.vedette.cli.coordinator.SignInLink;
import io.vedette.proto.v1.SignInRequest;
import io.vedette.proto.v1.SignInResponse;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette sign-in}: begins a session, which later commands use by themselves. */
@Command(
    name = "sign-in",
    mixinStandardHelpOptions = true,
    description = {
      "Sign in at a coordinator. Later commands to it act as you, for 12 hours, or until two hours"
          + " without one.",
      "The session is in a file of the state folder that only you can read."
    })
public final class SignInCommand implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final PasswordInput password = new PasswordInput();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "Your name at the coordinator (default: that of the user here).")
  private String name = System.getProperty("user.name", "");

  @Option(
      names = "--code",
      paramLabel = "DIGITS",
      description = "Six digits of your authenticator app, if you have set one up.")
  private @Nullable String code;

  @Option(
      names = "--link",
      description =
          "Print an address of the dashboard that signs its first user in as you, within ten"
              + " minutes; for who is known here by a session or a token.")
  private boolean link;

  @Option(
      names = "--dashboard",
      paramLabel = "URL",
      description = "The dashboard of --link (default: that of the running demo).")
  private @Nullable String dashboard;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (link) {
      return printLink();
    }
    Endpoint endpoint = SignInFile.without(coordinator.endpoint());
    if (!endpoint.tls() && !InetAddress.getByName(endpoint.host()).isLoopbackAddress()) {
      throw new IOException(
          "will not send a password to " + endpoint + " without TLS; give --coordinator-tls");
    }
    SignInRequest request =
        SignInRequest.newBuilder()
            .setUser(name)
            .setPassword(password.read("Password of " + name + ": ", false))
            .setCode(code == null ? "" : code.replace(" ", ""))
            .build();
    try (CoordinatorClient client = new CoordinatorClient(endpoint)) {
      SignInResponse session = client.identity(service -> service.signIn(request));
      SignInFile.of(endpoint).write(session.getToken());
      spec.commandLine()
          .getOut()
          .println(
              "signed in at "
                  + endpoint
                  + " as "
                  + session.getCaller().getName()
                  + ", "
                  + PersonRole.label(session.getCaller().getRole())
                  + ", until "
                  + UserList.time(session.getExpiresAtMs()));
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private int printLink() throws IOException {
    String pages = dashboard == null ? coordinator.dashboard().orElse(null) : dashboard;
    if (pages == null) {
      throw new ParameterException(
          spec.commandLine(), "no demo runs at this coordinator; give --dashboard URL");
    }
    try (CoordinatorClient client = coordinator.dial()) {
      spec.commandLine()
          .getOut()
          .println((pages.endsWith("/") ? pages : pages + "/") + SignInLink.path(client));
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
