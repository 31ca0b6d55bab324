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
public final class IgniteRecords<T> {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final IgniteTable table;
  private final Class<T> type;
  private final Function<T, String> key;

  public IgniteRecords(IgniteTable table, Class<T> type, Function<T, String> key) {
    this.table = table;
    this.type = type;
    this.key = key;
  }

  public void put(T value) {
    table.put(key.apply(value), bytes(value));
  }

  /** The change that stores a record, to be written together with others. */
  public Change change(T value) {
    return new Change(table, key.apply(value), bytes(value));
  }

  /** The change that removes one. */
  public Change removal(String id) {
    return new Change(table, id, null);
  }

  private byte[] bytes(T value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<T> find(String id) {
    byte[] bytes = table.get(id);
    return bytes == null ? Optional.empty() : Optional.of(read(id, bytes));
  }

  public void remove(String id) {
    table.remove(id);
  }

  public List<T> all() {
    List<T> found = new ArrayList<>();
    forEach(found::add);
    return found;
  }

  public void forEach(Consumer<T> action) {
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
