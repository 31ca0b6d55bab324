package io.vedette.cloud.quota;

/**
 * How the frames of a deployment are answered.
 *
 * @param teacher name of the teachers that may answer them
 * @param quotas the most that it may use
 * @param weight of its share of the teacher's time while other deployments wait, too, 0.01 to 100
 */
public record TeachingPolicy(String teacher, Quotas quotas, double weight) {

  /** The name of a teacher that says none. */
  public static final String DEFAULT_TEACHER = "teacher";

  /** Any teacher without a name, no quotas, an equal share. */
  public static final TeachingPolicy DEFAULT = new TeachingPolicy(DEFAULT_TEACHER, Quotas.NONE, 1);

  /**
   * @throws IllegalArgumentException in one line, when the weight is out of its range
   */
  public TeachingPolicy {
    if (!(weight >= 0.01 && weight <= 100)) {
      throw new IllegalArgumentException("weight: " + weight + " is not 0.01 to 100");
    }
  }
}
