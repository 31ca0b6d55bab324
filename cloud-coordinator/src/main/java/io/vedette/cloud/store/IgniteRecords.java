package io.vedette.cloud.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Records of one type in a table, as JSON. A component that a later version added is missing in
 * what an earlier one wrote, and one that it dropped is ignored.
 */
final class IgniteRecords<T> {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final IgniteTable table;
  private final Class<T> type;
  private final Function<T, String> key;

  IgniteRecords(IgniteTable table, Class<T> type, Function<T, String> key) {
    this.table = table;
    this.type = type;
    this.key = key;
  }

  void put(T value) {
    try {
      table.put(key.apply(value), JSON.writeValueAsBytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<T> find(String id) {
    byte[] bytes = table.get(id);
    return bytes == null ? Optional.empty() : Optional.of(read(id, bytes));
  }

  void remove(String id) {
    table.remove(id);
  }

  List<T> all() {
    List<T> found = new ArrayList<>();
    forEach(found::add);
    return found;
  }

  void forEach(Consumer<T> action) {
    table.forEach((id, bytes) -> action.accept(read(id, bytes)));
  }

  private T read(String id, byte[] bytes) {
    try {
      return JSON.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the stored " + type.getSimpleName() + " '" + id + "' cannot be read", e);
    }
  }
}
