package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.wire.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} leaves of a coordinator: everything that it had accepted. */
class KilledCoordinatorTest {

  private static final int FRAMES = 16;

  @TempDir Path directory;

  /** A coordinator as a process: prints its port, and ends with its standard input. */
  public static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
      try (Coordinator coordinator = Coordinator.start(config(Path.of(arguments[0])))) {
        System.out.println("port " + coordinator.port());
        while (System.in.read() >= 0) {
          // Until the test ends.
        }
      }
    }
  }

  private static CoordinatorConfig config(Path directory) {
    return CoordinatorConfig.of(ServerAddress.loopback(0), directory);
  }

  @Test
  void everyAcceptedFrameHasItsVerdictAfterwardsAndOnlyOne() throws Exception {
    List<String> ids = new ArrayList<>();
    Process process = startProcess();
    try (BufferedReader output = process.inputReader();
        TestAgent agent = new TestAgent("agent-1", port(output)).hello(0)) {
      for (int i = 0; i < FRAMES; i++) {
        ids.add(Scratch.frameId(i));
        agent.escalate(ids.get(i), Scratch.jpeg(i));
      }
      // Half are accepted for certain; the kill falls somewhere among the others.
      for (int i = 0; i < FRAMES / 2; i++) {
        agent.reply(r -> r.hasAccepted());
      }
      process.destroyForcibly().waitFor();
    }
    try (Coordinator coordinator = Coordinator.start(config(directory));
        People people = new People(coordinator.port());
        TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(0)) {
      long kept = people.see(s -> true).getEscalations().getAccepted();
      assertThat(kept).isBetween(FRAMES / 2L, (long) FRAMES);
      try (TestTeacher teacher = new TestTeacher("teacher", coordinator.port())) {
        for (int i = 0; i < FRAMES; i++) {
          agent.escalate(ids.get(i), Scratch.jpeg(i));
        }
        people.see(s -> s.getEscalations().getAnswered() == FRAMES);
        assertThat(teacher.answered()).containsExactlyInAnyOrderElementsOf(ids);
      }
    }
  }

  private Process startProcess() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of("src/main/resources/ignite.jvm.options").toAbsolutePath(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int port(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("port ")) {
        return Integer.parseInt(line.substring(5));
      }
    }
    throw new AssertionError("the coordinator did not start");
  }
}
