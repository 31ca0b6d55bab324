package io.vedette.cli.people;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.ListUsersRequest;
import io.vedette.proto.v1.ListUsersResponse;
import io.vedette.proto.v1.User;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vedette user list}: one line for each user. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "One line per user.")
final class UserList implements Callable<Integer> {

  private static final int LIMIT = 10_000;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<User> users =
        ListPages.read(
            token ->
                coordinator.ask(
                    s -> s.listUsers(ListUsersRequest.newBuilder().setPageToken(token).build())),
            ListUsersResponse::getUsersList,
            ListUsersResponse::getNextPageToken,
            LIMIT);
    json.write(
        ListUsersResponse.newBuilder().addAllUsers(users).setTotal(users.size()).build(),
        "users",
        "total");
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-24s %-9s %-6s %-22s %s%n", "USER", "ROLE", "CODES", "LAST SEEN", "DEPLOYMENTS");
    users.forEach(user -> out.println(line(user)));
    out.flush();
    return 0;
  }

  private static String line(User user) {
    return "%-24s %-9s %-6s %-22s %s"
        .formatted(
            user.getName(),
            PersonRole.label(user.getRole()),
            user.getCodes() ? "yes" : "no",
            user.hasSeenAtMs() ? time(user.getSeenAtMs()) : "-",
            user.getDeploymentsCount() == 0 ? "all" : String.join(",", user.getDeploymentsList()));
  }

  /** To the second, UTC. */
  static String time(long ms) {
    return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
