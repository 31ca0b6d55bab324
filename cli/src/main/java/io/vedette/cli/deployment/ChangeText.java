package io.vedette.cli.deployment;

import io.vedette.proto.v1.DeploymentChange;
import io.vedette.proto.v1.SpecChange;
import java.io.PrintWriter;

/** What a change of a deployment does, as lines. */
final class ChangeText {

  private ChangeText() {}

  /** The keys that differ, then what comes of it. */
  static void print(PrintWriter out, DeploymentChange change) {
    change.getChangesList().forEach(key -> out.println("  " + line(key)));
    change.getConsequencesList().forEach(consequence -> out.println("  * " + consequence));
    out.flush();
  }

  private static String line(SpecChange change) {
    return change.getKey() + ": " + value(change.getBefore()) + " -> " + value(change.getAfter());
  }

  private static String value(String text) {
    return text.isEmpty() ? "(none)" : text;
  }
}
