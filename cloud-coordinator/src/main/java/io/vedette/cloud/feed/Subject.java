package io.vedette.cloud.feed;

/**
 * What an entry is about.
 *
 * @param topic the kind of object: "round", "version", "rollout", "device", "distillation",
 *     "teacher", "escalation", "coordinator"
 * @param object its id: "r-3", "student:7", "agent-1"; empty when it is about several
 * @param who did it: a person's name, or "person" where nobody signs in; a device's or a worker's
 *     id; empty: the coordinator itself
 */
public record Subject(String topic, String object, String who) {

  private static final int MAX_LENGTH = 200;

  public Subject {
    topic = shortened(topic);
    object = shortened(object);
    who = shortened(who);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
  }

  /** Several objects of a kind, or the kind itself. */
  public static Subject of(String topic) {
    return new Subject(topic, "", "");
  }

  public static Subject of(String topic, String object) {
    return new Subject(topic, object, "");
  }

  /** The same, done by a person, a device or a worker. */
  public Subject by(String doer) {
    return new Subject(topic, object, doer);
  }

  /** The same, done by the person for whom this thread works. */
  public Subject byPerson() {
    return by(CurrentPerson.name());
  }
}
