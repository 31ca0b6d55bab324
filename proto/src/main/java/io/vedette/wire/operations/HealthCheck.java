package io.vedette.wire.operations;

import java.util.concurrent.Callable;

/**
 * One condition of a process's health. It is looked at by every probe: it must answer at once.
 *
 * @param name what is looked at, as in "store"
 * @param problem why the condition does not hold, in one line; empty: it holds
 */
public record HealthCheck(String name, Callable<String> problem) {

  /** A check that fails with one reason. */
  public static HealthCheck that(String name, Callable<Boolean> holds, String otherwise) {
    return new HealthCheck(name, () -> holds.call() ? "" : otherwise);
  }

  /** Looks; a check that throws has found a problem. */
  HealthLine look() {
    try {
      return new HealthLine(name, problem.call());
    } catch (Exception e) {
      return new HealthLine(name, String.valueOf(e.getMessage()));
    }
  }
}
