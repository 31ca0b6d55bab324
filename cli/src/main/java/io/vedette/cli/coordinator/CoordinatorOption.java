package io.vedette.cli.coordinator;

import io.grpc.ManagedChannel;
import io.vedette.cli.option.InputPath;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.wire.Endpoint;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which coordinator a command speaks with, and how. */
public final class CoordinatorOption {

  private static final long DEADLINE_SECONDS = 30;

  /** A question for the management service. */
  public interface Question<T> {
    T ask(ManagementServiceGrpc.ManagementServiceBlockingStub service);
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7400",
      description = "The coordinator (default: ${DEFAULT-VALUE}).")
  private String coordinator;

  @Option(names = "--coordinator-tls", description = "Speak TLS with the coordinator.")
  private boolean tls;

  @InputPath
  @Option(
      names = "--coordinator-authority",
      paramLabel = "PEM",
      description = "Who signed the coordinator's certificate; else the system's authorities.")
  private @Nullable Path authority;

  @InputPath
  @Option(
      names = "--coordinator-token-file",
      paramLabel = "FILE",
      description = "Its first line is shown to the coordinator.")
  private @Nullable Path tokenFile;

  public Endpoint endpoint() {
    try {
      Endpoint plain = Endpoint.parse(coordinator);
      return new Endpoint(
          plain.host(), plain.port(), tls || authority != null, authority, tokenFile);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--coordinator: " + e.getMessage(), e);
    }
  }

  /** Opens a connection for a command that asks more than once. */
  public Coordinator dial() {
    return new Coordinator(endpoint());
  }

  /**
   * Asks and hangs up.
   *
   * @throws CoordinatorException in one line: what the coordinator said, or that it is not there
   */
  public <T> T ask(Question<T> question) throws CoordinatorException {
    Endpoint endpoint = endpoint();
    ManagedChannel channel = endpoint.dial();
    try {
      return question.ask(
          ManagementServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS));
    } catch (io.grpc.StatusRuntimeException e) {
      throw CoordinatorException.of(endpoint, e);
    } finally {
      channel.shutdownNow();
    }
  }
}
