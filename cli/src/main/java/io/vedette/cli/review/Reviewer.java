package io.vedette.cli.review;

import picocli.CommandLine.Option;

/** Who gives a word. */
final class Reviewer {

  private static final int MAX_LENGTH = 64;

  @Option(
      names = "--reviewer",
      paramLabel = "NAME",
      description = "Who says so (default: the name of the user).")
  private String name = System.getProperty("user.name", "");

  String name() {
    return name.substring(0, Math.min(MAX_LENGTH, name.length()));
  }
}
