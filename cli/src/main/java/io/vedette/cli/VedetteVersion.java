package io.vedette.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code vedette --version} prints. */
final class VedetteVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"vedette " + text()};
  }

  /** The version of the packaged jar; "development" when run from classes. */
  static String text() {
    return Objects.requireNonNullElse(
        Vedette.class.getPackage().getImplementationVersion(), "development");
  }
}
