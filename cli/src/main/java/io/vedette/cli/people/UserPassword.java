package io.vedette.cli.people;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.proto.v1.ListUsersRequest;
import io.vedette.proto.v1.ListUsersResponse;
import io.vedette.proto.v1.PutUserRequest;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette user password}: a new password of a user. */
@Command(
    name = "password",
    mixinStandardHelpOptions = true,
    description = "Give a user a new password. The user's sessions end.")
final class UserPassword implements Callable<Integer> {

  private static final int MOST_USERS = 1_000;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final PasswordInput password = new PasswordInput();

  @Parameters(paramLabel = "NAME", description = "The user.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (CoordinatorClient client = coordinator.dial()) {
      boolean known =
          ListPages.read(
                  token ->
                      client.ask(
                          s ->
                              s.listUsers(
                                  ListUsersRequest.newBuilder().setPageToken(token).build())),
                  ListUsersResponse::getUsersList,
                  ListUsersResponse::getNextPageToken,
                  MOST_USERS)
              .stream()
              .anyMatch(user -> user.getName().equals(name));
      if (!known) {
        throw new IOException("there is no user " + name);
      }
      PutUserRequest request =
          PutUserRequest.newBuilder()
              .setName(name)
              .setPassword(password.read("New password of " + name + ": ", true))
              .build();
      client.ask(service -> service.putUser(request));
    }
    spec.commandLine().getOut().println(name + " has a new password, and is signed out");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
