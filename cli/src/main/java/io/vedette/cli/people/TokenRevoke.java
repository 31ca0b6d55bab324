package io.vedette.cli.people;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.proto.v1.ApiToken;
import io.vedette.proto.v1.RevokeApiTokenRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette token revoke}: a token ends at once. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = "End an API token. Whoever shows it is refused from now on.")
final class TokenRevoke implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(paramLabel = "TOKEN", description = "Id or name, as 'token list' shows them.")
  private String id;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ApiToken gone =
        coordinator.ask(
            service ->
                service.revokeApiToken(RevokeApiTokenRequest.newBuilder().setId(id).build()));
    spec.commandLine().getOut().println(gone.getName() + " is revoked");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
