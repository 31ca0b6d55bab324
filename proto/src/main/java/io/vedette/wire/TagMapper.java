package io.vedette.wire;

import io.vedette.proto.v1.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags, between their messages and maps. */
public final class TagMapper {

  private TagMapper() {}

  /** In the order of the map. */
  public static List<Tag> toProto(Map<String, String> byKey) {
    return byKey.entrySet().stream()
        .map(tag -> Tag.newBuilder().setKey(tag.getKey()).setValue(tag.getValue()).build())
        .toList();
  }

  /** Values by key, as they came. */
  public static Map<String, String> byKey(List<Tag> tags) {
    Map<String, String> byKey = new TreeMap<>();
    tags.forEach(tag -> byKey.put(tag.getKey(), tag.getValue()));
    return byKey;
  }

  /**
   * @throws IllegalArgumentException in one line: a key is there twice, there are more than 32, or
   *     one is wrong
   */
  public static Tags fromProto(List<Tag> tags) {
    Map<String, String> byKey = byKey(tags);
    if (byKey.size() < tags.size()) {
      throw new IllegalArgumentException("a tag is there twice");
    }
    return new Tags(byKey);
  }
}
