package io.vedette.cli.people;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.ApiToken;
import io.vedette.proto.v1.ListApiTokensRequest;
import io.vedette.proto.v1.ListApiTokensResponse;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vedette token list}: one line for each token, without its secret. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "One line per API token, the newest first. Those that ended stay for 30 days.")
final class TokenList implements Callable<Integer> {

  private static final int LIMIT = 10_000;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<ApiToken> tokens =
        ListPages.read(
            token ->
                coordinator.ask(
                    s ->
                        s.listApiTokens(
                            ListApiTokensRequest.newBuilder().setPageToken(token).build())),
            ListApiTokensResponse::getTokensList,
            ListApiTokensResponse::getNextPageToken,
            LIMIT);
    json.write(
        ListApiTokensResponse.newBuilder().addAllTokens(tokens).setTotal(tokens.size()).build(),
        "tokens",
        "total");
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-9s %-24s %-9s %-22s %s%n", "TOKEN", "NAME", "ROLE", "ENDS", "MADE BY");
    tokens.forEach(
        token ->
            out.printf(
                "%-9s %-24s %-9s %-22s %s%n",
                token.getId(),
                token.getName(),
                PersonRole.label(token.getRole()),
                UserList.time(token.getExpiresAtMs()),
                token.getCreatedBy()));
    out.flush();
    return 0;
  }
}
