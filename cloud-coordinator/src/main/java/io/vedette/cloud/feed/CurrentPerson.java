package io.vedette.cloud.feed;

import java.util.concurrent.Callable;

/**
 * The person for whom a thread works just now, so that what happens is told with who did it. A loop
 * that works for many carries the name to its own thread.
 */
public final class CurrentPerson {

  /** Where nobody signs in. */
  private static final String SOMEBODY = "person";

  private static final ThreadLocal<String> NAME = new ThreadLocal<>();

  private CurrentPerson() {}

  /** "person" where nobody signs in, or for whom nobody asked. */
  public static String name() {
    String name = NAME.get();
    return name == null ? SOMEBODY : name;
  }

  /**
   * Works for a person.
   *
   * @param person empty: one who is not known
   */
  public static <T> T working(String person, Callable<T> work) throws Exception {
    String before = NAME.get();
    NAME.set(person.isEmpty() ? null : person);
    try {
      return work.call();
    } finally {
      NAME.set(before);
    }
  }

  /** The same work, for another thread to do for the person of this one. */
  public static <T> Callable<T> carried(Callable<T> work) {
    String person = NAME.get();
    return person == null ? work : () -> working(person, work);
  }
}
