package io.vedette.cli.fleet;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceCamera;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.TagDeviceRequest;
import io.vedette.wire.TagMapper;
import io.vedette.wire.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tags as they are written on the command line and shown. */
final class TagWords {

  private TagWords() {}

  /**
   * Reads what is to be changed.
   *
   * @param camera null: the tags are those of the device
   * @param words "site=hamburg" sets a tag, "site-" removes it
   * @throws IllegalArgumentException in one line
   */
  static TagDeviceRequest request(String agentId, @Nullable String camera, List<String> words) {
    TagDeviceRequest.Builder request =
        TagDeviceRequest.newBuilder().setAgentId(agentId).setCameraId(camera == null ? "" : camera);
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

  /** The tags of a camera itself that hold, without those of its device. */
  static String of(Device device, String camera) {
    return device.getCamerasList().stream()
        .filter(one -> one.getCameraId().equals(camera))
        .map(one -> Tags.words(holding(one)))
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse("no tags of its own");
  }

  private static Map<String, String> holding(DeviceCamera camera) {
    Map<String, String> tags = TagMapper.byKey(camera.getOwnTagsList());
    tags.putAll(TagMapper.byKey(camera.getOperatorTagsList()));
    return tags;
  }

  /** A line for each tag that holds, with who set it. */
  static List<String> lines(Device device) {
    return lines(
        TagMapper.byKey(device.getSummary().getTagsList()),
        TagMapper.byKey(device.getOwnTagsList()),
        TagMapper.byKey(device.getOperatorTagsList()));
  }

  /** As {@link #lines(Device)}, of a camera. */
  static List<String> lines(DeviceCamera camera) {
    return lines(
        holding(camera),
        TagMapper.byKey(camera.getOwnTagsList()),
        TagMapper.byKey(camera.getOperatorTagsList()));
  }

  private static List<String> lines(
      Map<String, String> holding, Map<String, String> own, Map<String, String> operators) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> tag : holding.entrySet()) {
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
