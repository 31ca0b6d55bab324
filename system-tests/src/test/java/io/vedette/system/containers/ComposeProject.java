package io.vedette.system.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.DockerComposeContainer;
import org.testcontainers.lifecycle.Startable;

/**
 * Services of a compose file under a project name of their own. They and their volumes are removed
 * when it is closed.
 */
final class ComposeProject implements AutoCloseable {

  private static final String NAME = "vedette-test";
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final DockerClient docker = DockerClientFactory.instance().client();
  private final Startable compose;
  private final Function<String, Optional<ContainerState>> byService;

  private ComposeProject(Startable compose, Function<String, Optional<ContainerState>> byService) {
    this.compose = compose;
    this.byService = byService;
  }

  /**
   * Builds the images and starts the services.
   *
   * @param plugin whether it is run by "docker compose"; otherwise by docker-compose 1.x
   * @param file compose.yaml
   * @param environment its variables
   */
  static ComposeProject start(
      boolean plugin, Path file, Map<String, String> environment, List<String> services) {
    String[] names = services.toArray(String[]::new);
    ComposeProject project;
    if (plugin) {
      ComposeContainer compose =
          new ComposeContainer(NAME, file.toFile())
              .withEnv(environment)
              .withServices(names)
              .withBuild(true)
              .withStartupTimeout(START_LIMIT);
      project = new ComposeProject(compose, compose::getContainerByServiceName);
    } else {
      DockerComposeContainer<?> compose =
          new DockerComposeContainer<>(NAME, file.toFile())
              .withEnv(environment)
              .withServices(names)
              .withBuild(true)
              .withPull(false)
              .withStartupTimeout(START_LIMIT);
      project = new ComposeProject(compose, compose::getContainerByServiceName);
    }
    try {
      project.compose.start();
    } catch (RuntimeException e) {
      project.close();
      throw e;
    }
    return project;
  }

  InspectContainerResponse inspect(String service) {
    return docker.inspectContainerCmd(container(service).getContainerId()).exec();
  }

  /** The port of this machine that leads to one of a service; empty while the service is down. */
  Optional<Integer> port(String service, int port) {
    Ports.Binding[] bindings =
        inspect(service).getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(port));
    return bindings == null || bindings.length == 0
        ? Optional.empty()
        : Optional.of(Integer.parseInt(bindings[0].getHostPortSpec()));
  }

  /** Runs a command in the container of a service. */
  ExecResult run(String service, String... command) throws Exception {
    return container(service).execInContainer(command);
  }

  String logs(String service) {
    return container(service).getLogs();
  }

  void kill(String service) {
    docker.killContainerCmd(container(service).getContainerId()).withSignal("KILL").exec();
  }

  void startAgain(String service) {
    docker.startContainerCmd(container(service).getContainerId()).exec();
  }

  private ContainerState container(String service) {
    return byService
        .apply(service)
        .orElseThrow(() -> new IllegalStateException(service + ": no such container"));
  }

  @Override
  public void close() {
    compose.stop();
  }
}
