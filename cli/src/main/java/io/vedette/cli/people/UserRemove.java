package io.vedette.cli.people;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.proto.v1.DeleteUserRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette user remove}: a user may not sign in any more. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description =
        "Remove a user. The user is signed out at once; reviews and events keep the name.")
final class UserRemove implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(paramLabel = "NAME", description = "The user.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    coordinator.ask(
        service -> service.deleteUser(DeleteUserRequest.newBuilder().setName(name).build()));
    spec.commandLine().getOut().println(name + " is removed");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
