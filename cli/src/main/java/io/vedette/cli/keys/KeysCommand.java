package io.vedette.cli.keys;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette keys}: makes certificate, key and token of a server once, and keeps them. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Make a self-signed certificate, its key and a token for a coordinator or dashboard.",
      "Writes certificate.pem, key.pem and token, readable by their owner only. Where they exist"
          + " already, nothing is changed."
    })
public final class KeysCommand implements Callable<Integer> {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9*.:_-]*");

  @Spec private CommandSpec spec;

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to.")
  private Path output;

  @Option(
      names = "--host",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "localhost,127.0.0.1",
      description =
          "Names and addresses by which the server is reached (default: ${DEFAULT-VALUE}).")
  private List<String> hosts;

  @Range(least = 1, most = 36_500)
  @Option(
      names = "--days",
      defaultValue = "3650",
      description = "Days until the certificate expires (default: ${DEFAULT-VALUE}).")
  private int days;

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--share",
      paramLabel = "DIR",
      description = "Also copy certificate.pem and token here: what those who connect need.")
  private @Nullable Path share;

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new ParameterException(
            spec.commandLine(), "--host: '" + host + "' is no name or address");
      }
    }
    ServerKeys keys = ServerKeys.in(output);
    if (keys.exist()) {
      for (Path needed : List.of(keys.key(), keys.token())) {
        if (!Files.exists(needed)) {
          throw new IOException(
              needed + ": missing beside its certificate; restore it, or delete the folder");
        }
      }
      spec.commandLine().getOut().println("kept: " + output);
    } else {
      List<String> names = hosts.stream().distinct().toList();
      keys = ServerKeys.make(output, names, days);
      spec.commandLine().getOut().println("made for " + String.join(", ", names) + ": " + output);
    }
    if (share != null) {
      keys.share(share);
    }
    return 0;
  }
}
