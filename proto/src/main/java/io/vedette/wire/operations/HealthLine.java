package io.vedette.wire.operations;

/**
 * What a check found.
 *
 * @param problem empty: none
 */
record HealthLine(String name, String problem) {

  boolean good() {
    return problem.isEmpty();
  }

  @Override
  public String toString() {
    return name + ": " + (good() ? "ok" : problem.replace('\n', ' '));
  }
}
