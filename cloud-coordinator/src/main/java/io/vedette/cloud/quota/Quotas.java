package io.vedette.cloud.quota;

import org.jspecify.annotations.Nullable;

/**
 * The most that a deployment may use; null: as much as there is room for.
 *
 * @param framesPerHour hard frames that are accepted in an hour, 1 or more
 * @param bytesPerHour of their pictures, 1 or more
 * @param teacherShare of the time of the teachers of its name, above 0, at most 1
 */
public record Quotas(
    @Nullable Integer framesPerHour, @Nullable Long bytesPerHour, @Nullable Double teacherShare) {

  public static final Quotas NONE = new Quotas(null, null, null);

  /**
   * @throws IllegalArgumentException in one line, when a value is out of its range
   */
  public Quotas {
    if (framesPerHour != null && framesPerHour < 1) {
      throw new IllegalArgumentException(
          "quotas.framesPerHour: " + framesPerHour + " is less than 1; leave it out for no quota");
    }
    if (bytesPerHour != null && bytesPerHour < 1) {
      throw new IllegalArgumentException(
          "quotas.bytesPerHour: " + bytesPerHour + " is less than 1; leave it out for no quota");
    }
    if (teacherShare != null && !(teacherShare > 0 && teacherShare <= 1)) {
      throw new IllegalArgumentException(
          "quotas.teacherShare: " + teacherShare + " is not above 0 and at most 1; 0.5 is half");
    }
  }
}
