package io.vedette.cli.people;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.SignInFile;
import io.vedette.proto.v1.SignOutRequest;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vedette sign-out}: ends the session of the command line. */
@Command(
    name = "sign-out",
    mixinStandardHelpOptions = true,
    description = "End the session that 'vedette sign-in' began.")
public final class SignOutCommand implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Endpoint endpoint = coordinator.endpoint();
    SignInFile file = SignInFile.of(endpoint);
    if (!file.exists()) {
      throw new IOException("nobody is signed in at " + endpoint + " here");
    }
    try (CoordinatorClient client = new CoordinatorClient(file.used(endpoint))) {
      client.identity(service -> service.signOut(SignOutRequest.getDefaultInstance()));
    } finally {
      file.delete(); // Whatever the coordinator says: nothing here can act any more.
    }
    spec.commandLine().getOut().println("signed out at " + endpoint);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
