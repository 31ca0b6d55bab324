package io.vedette.cloud.fleet;

import io.vedette.wire.Tags;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a device. Where both have a key, the operator's tag holds.
 *
 * @param own from the device's configuration, by its last hello
 * @param operators set by operators
 */
public record DeviceTags(Tags own, Tags operators) {

  public static final DeviceTags NONE = new DeviceTags(Tags.NONE, Tags.NONE);

  /** The value of a key that holds; null where there is none. */
  public @Nullable String value(String key) {
    String byOperator = operators.value(key);
    return byOperator == null ? own.value(key) : byOperator;
  }

  /** The tags that hold, at most 64, in order of their keys. */
  public Map<String, String> effective() {
    Map<String, String> all = new TreeMap<>(own.byKey());
    all.putAll(operators.byKey());
    return all;
  }

  /**
   * The same after a change by an operator.
   *
   * @throws IllegalStateException in one line: no operator set what is to be removed, or there are
   *     too many tags
   */
  DeviceTags changed(TagChange change) {
    Map<String, String> tags = new TreeMap<>(operators.byKey());
    for (String key : change.removed()) {
      if (tags.remove(key) == null) {
        throw new IllegalStateException(
            own.value(key) == null
                ? "no tag " + key + " is set"
                : "tag "
                    + key
                    + " is from the device's own configuration; set another value, or change its file");
      }
    }
    tags.putAll(change.set().byKey());
    try {
      return new DeviceTags(own, new Tags(tags));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
