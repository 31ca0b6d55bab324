package io.vedette.cli.people;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.proto.v1.CodeChange;
import io.vedette.proto.v1.PutUserRequest;
import io.vedette.proto.v1.PutUserResponse;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette user add}: a new user, or another role of one. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Add a user.",
      "A user of that name is replaced: role, password and codes are those given now."
    })
final class UserAdd implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final PasswordInput password = new PasswordInput();

  @Parameters(paramLabel = "NAME", description = "1 to 64 of a-z A-Z 0-9 . _ -")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PersonRole role = PersonRole.VIEWER;

  @Option(
      names = "--deployment",
      split = ",",
      paramLabel = "NAME",
      description = "A deployment that the role is for (default: all).")
  private List<String> deployments = List.of();

  @Option(
      names = "--codes",
      description = "Ask for codes of an authenticator app, too. Its secret is printed, this once.")
  private boolean codes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PutUserRequest request =
        PutUserRequest.newBuilder()
            .setName(name)
            .setRole(role.onTheWire())
            .addAllDeployments(deployments)
            .setAllDeployments(deployments.isEmpty())
            .setPassword(password.read("Password of " + name + ": ", true))
            .setCodes(codes ? CodeChange.CODE_CHANGE_NEW_SECRET : CodeChange.CODE_CHANGE_NONE)
            .build();
    PutUserResponse stored = coordinator.ask(service -> service.putUser(request));
    PrintWriter out = spec.commandLine().getOut();
    out.println(name + " may sign in as " + PersonRole.label(stored.getUser().getRole()));
    if (codes) {
      out.println("for the authenticator app: " + stored.getCodeUri());
    }
    out.flush();
    return 0;
  }
}
