package io.vedette.dashboard.live;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.vedette.dashboard.api.MessageJson;
import io.vedette.proto.v1.Summary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A summary cut into its top-level fields, each as JSON text.
 *
 * @param json text by field name, in the order of the message
 */
record SummarySections(Map<String, String> json) {

  static SummarySections of(Summary summary) {
    Map<String, String> json = new LinkedHashMap<>();
    for (FieldDescriptor field : Summary.getDescriptor().getFields()) {
      json.put(field.getJsonName(), MessageJson.of(summary, field));
    }
    return new SummarySections(json);
  }

  /** The whole summary as one JSON object. */
  String whole() {
    return object(json);
  }

  /** What differs from an earlier summary, as one JSON object. */
  String since(SummarySections earlier) {
    Map<String, String> changed = new LinkedHashMap<>(json);
    changed.entrySet().removeIf(one -> one.getValue().equals(earlier.json.get(one.getKey())));
    return object(changed);
  }

  private static String object(Map<String, String> members) {
    StringBuilder text = new StringBuilder("{");
    members.forEach(
        (name, value) ->
            text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
    return text.append('}').toString();
  }
}
