package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DashboardCommandTest {

  private final StringWriter errors = new StringWriter();

  @Test
  void portInUseIsOneLineAndExitOne() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("--port", Integer.toString(taken.getLocalPort()))).isEqualTo(1);
    }
    assertThat(errors.toString().strip()).contains("the port is in use").doesNotContain("\n");
  }

  @Test
  void beyondThisMachineIsRefusedUnlessSafe() {
    assertThat(run("--host", "0.0.0.0")).isEqualTo(1);
    assertThat(errors.toString()).contains("without TLS");
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    assertThat(run("--port", "99999")).isEqualTo(2);
    assertThat(run("--coordinator", "here:there")).isEqualTo(2);
    assertThat(run("--certificate", "pom.xml")).isEqualTo(2);
  }

  private int run(String... options) {
    CommandLine command = Vedette.commandLine().setErr(new PrintWriter(errors, true));
    String[] all = new String[options.length + 1];
    all[0] = "dashboard";
    System.arraycopy(options, 0, all, 1, options.length);
    return command.execute(all);
  }
}
