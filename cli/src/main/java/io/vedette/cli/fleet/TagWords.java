package io.vedette.cli.fleet;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.Tag;
import io.vedette.proto.v1.TagDeviceRequest;
import io.vedette.wire.TagMapper;
import io.vedette.wire.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags as they are written on the command line and shown. */
final class TagWords {

  private TagWords() {}

  /**
   * Reads what is to be changed.
   *
   * @param words "site=hamburg" sets a tag, "site-" removes it
   * @throws IllegalArgumentException in one line
   */
  static TagDeviceRequest request(String agentId, List<String> words) {
    TagDeviceRequest.Builder request = TagDeviceRequest.newBuilder().setAgentId(agentId);
    Map<String, String> set = new TreeMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals >= 0) {
        if (set.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
          throw new IllegalArgumentException("tag " + word.substring(0, equals) + " is set twice");
        }
      } else if (word.endsWith("-")) {
        String key = word.substring(0, word.length() - 1);
        Tags.checkKey(key);
        request.addRemove(key);
      } else {
        throw new IllegalArgumentException(
            "'"
                + word
                + "' is no change of a tag; write "
                + word
                + "=VALUE to set it or "
                + word
                + "- to remove it");
      }
    }
    return request.addAllSet(TagMapper.toProto(new Tags(set).byKey())).build();
  }

  /** The tags that hold: "kind=drone, site=hamburg". */
  static String of(DeviceSummary device) {
    return device.getTagsCount() == 0
        ? "no tags"
        : Tags.words(TagMapper.byKey(device.getTagsList()));
  }

  /** A line for each tag that holds, with who set it. */
  static List<String> lines(Device device) {
    Map<String, String> own = TagMapper.byKey(device.getOwnTagsList());
    Map<String, String> operators = TagMapper.byKey(device.getOperatorTagsList());
    List<String> lines = new ArrayList<>();
    for (Tag tag : device.getSummary().getTagsList()) {
      String key = tag.getKey();
      String whose =
          !operators.containsKey(key)
              ? "its own"
              : own.containsKey(key)
                  ? "by an operator; its own is " + own.get(key)
                  : "by an operator";
      lines.add(key + "=" + tag.getValue() + " (" + whose + ")");
    }
    return lines;
  }
}
