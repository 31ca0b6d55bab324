package io.vedette.registry.manifest;

import io.vedette.proto.v1.KeyValue;
import io.vedette.registry.RegistryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named values as a list in the order of their keys, so that the same values have the same bytes
 * everywhere, as a signature needs.
 */
public final class KeyValues {

  private KeyValues() {}

  public static List<KeyValue> toProto(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(e -> KeyValue.newBuilder().setKey(e.getKey()).setValue(e.getValue()).build())
            .toList();
  }

  /**
   * @throws RegistryException when a key is there twice
   */
  public static Map<String, String> fromProto(List<KeyValue> list) throws RegistryException {
    Map<String, String> values = new LinkedHashMap<>();
    for (KeyValue one : list) {
      if (values.put(one.getKey(), one.getValue()) != null) {
        throw new RegistryException("'" + one.getKey() + "' is there twice");
      }
    }
    return values;
  }
}
