package io.vedette.system.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** What these tests need of the machine. What is missing is said, and the test is skipped. */
final class ContainerEngine {

  static final String DEFAULT_BASE = "eclipse-temurin:17-jre";
  private static final Path DISTRIBUTION =
      Path.of("..", "cli", "target", "vedette").toAbsolutePath().normalize();
  private static final long PULL_SECONDS = 180;

  private ContainerEngine() {}

  /** The base image of the test: what {@code VEDETTE_BASE} names, else the Dockerfile's own. */
  static String base() {
    return Optional.ofNullable(System.getenv("VEDETTE_BASE"))
        .filter(name -> !name.isBlank())
        .orElse(DEFAULT_BASE);
  }

  /**
   * Skips the test where it cannot run.
   *
   * @return whether "docker compose" is there; otherwise docker-compose is
   */
  static boolean require() throws InterruptedException {
    assumeTrue(
        Files.exists(DISTRIBUTION.resolve("lib")),
        () -> "no containers: " + DISTRIBUTION + " is absent; 'mvn package' makes it");
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no containers: no Docker engine answers");
    boolean plugin = succeeds("docker", "compose", "version");
    assumeTrue(
        plugin || succeeds("docker-compose", "version"),
        "no containers: neither 'docker compose' nor docker-compose is installed");
    String base = base();
    assumeTrue(
        isHere(base) || canBePulled(base),
        () ->
            "no containers: the base image "
                + base
                + " is neither here nor can it be pulled; 'containers/base-image.sh vedette-base'"
                + " makes one, and VEDETTE_BASE=vedette-base names it");
    return plugin;
  }

  private static boolean isHere(String image) {
    try {
      client().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static boolean canBePulled(String image) throws InterruptedException {
    try {
      return client()
              .pullImageCmd(image)
              .exec(new PullImageResultCallback())
              .awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS)
          && isHere(image);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
