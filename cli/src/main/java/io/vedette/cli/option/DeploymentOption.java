package io.vedette.cli.option;

import picocli.CommandLine.Option;

/** {@code --deployment NAME} of a command that lists, or picks the newest. */
public final class DeploymentOption {

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only of this deployment (default: of all).")
  private String name = "";

  /** As the wire has it: empty for all deployments. */
  public String name() {
    return name;
  }
}
