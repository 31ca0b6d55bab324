package io.vedette.cli.fleet;

import java.util.stream.Stream;

/** The first column of a list: ids of deployments other than "default" begin with their names. */
final class IdColumn {

  private IdColumn() {}

  /** Characters of the longest id, and {@code least} at least. */
  static int width(int least, Stream<String> ids) {
    return Math.max(least, ids.mapToInt(String::length).max().orElse(0));
  }
}
