package io.vedette.cloud.machine;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Machines of one kind as values under keys, in JSON. Each header and each row is stored with its
 * unacknowledged effects.
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><td>{@code o-7}</td><td>the header of a machine</td></tr>
 *   <tr><td>{@code o-7/agent}</td><td>one of its rows</td></tr>
 *   <tr><td>{@code o-7#0}</td><td>a roster: keys of rows</td></tr>
 *   <tr><td>{@code #7}</td><td>the id of the seventh machine</td></tr>
 *   <tr><td>{@code #last}</td><td>how many machines there were</td></tr>
 *   <tr><td>{@code #creating}</td><td>the machine whose rows are being written</td></tr>
 * </table>
 */
final class MachineRecords<S, R extends Row, F> {

  static final String LAST = "#last";
  static final String CREATING = "#creating";

  /** What a header or a row is stored as. */
  private record Stored<T, F>(T value, List<PendingEffect<F>> effects, long lastEffect) {}

  /** Effects are stored with the name of their type. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Typed {}

  private final MachineForm<S, R, F> form;
  private final MachineStore store;
  private final JsonMapper json;
  private final JavaType headerType;
  private final JavaType rowType;

  MachineRecords(MachineForm<S, R, F> form, MachineStore store) {
    this.form = form;
    this.store = store;
    json =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addMixIn(form.effect(), Typed.class)
            .build();
    for (Class<?> effect : form.effect().getPermittedSubclasses()) {
      json.registerSubtypes(new NamedType(effect, effect.getSimpleName()));
    }
    headerType =
        json.getTypeFactory().constructParametricType(Stored.class, form.state(), form.effect());
    rowType =
        json.getTypeFactory().constructParametricType(Stored.class, form.row(), form.effect());
  }

  // Keys.

  static String row(String machine, String row) {
    return machine + "/" + row;
  }

  static String roster(String machine, int number) {
    return machine + "#" + number;
  }

  static String number(long number) {
    return "#" + number;
  }

  // What is written.

  /** The header or a row of a machine as it is now, under its key. */
  void put(Map<String, byte @Nullable []> changes, Machine<S, F> machine, String row) {
    if (row.equals(PendingEffects.HEADER)) {
      changes.put(machine.id, bytes(headerType, machine, row, machine.state));
    } else {
      form.rows()
          .apply(machine.state)
          .find(row)
          .ifPresent(
              value -> changes.put(row(machine.id, row), bytes(rowType, machine, row, value)));
    }
  }

  private <T> byte[] bytes(JavaType type, Machine<S, F> machine, String row, T value) {
    return write(type, new Stored<>(value, machine.effects.of(row), machine.effects.lastId()));
  }

  void put(Map<String, byte @Nullable []> changes, String machine, Roster roster) {
    changes.put(roster(machine, roster.number()), plain(roster.rows()));
  }

  byte[] plain(Object value) {
    return write(json.constructType(value.getClass()), value);
  }

  private byte[] write(JavaType type, Object value) {
    try {
      return json.writerFor(type).writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What is read.

  /** How many machines there were. */
  long last() {
    return readPlain(LAST, Long.class).orElse(0L);
  }

  /** The id of a machine by its number. */
  Optional<String> id(long number) {
    return readPlain(number(number), String.class);
  }

  /** A machine without its rows. */
  Optional<Machine<S, F>> header(String id) {
    Optional<Stored<S, F>> stored = read(id, headerType);
    return stored.map(
        header -> {
          Machine<S, F> machine = new Machine<>(id, header.value());
          machine.effects.load(PendingEffects.HEADER, header.effects(), header.lastEffect());
          return machine;
        });
  }

  /** Reads the rows of a machine. */
  void loadRows(Machine<S, F> machine) {
    List<R> rows = new ArrayList<>();
    for (String key : rosters(machine.id, machine)) {
      Optional<Stored<R, F>> stored = read(row(machine.id, key), rowType);
      stored.ifPresent(
          row -> {
            rows.add(row.value());
            machine.effects.load(key, row.effects(), row.lastEffect());
          });
    }
    machine.state = form.withRows().apply(machine.state, Rows.of(rows).settled());
  }

  private List<String> rosters(String id, @Nullable Machine<S, F> machine) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; ; i++) {
      Optional<String[]> roster = readPlain(roster(id, i), String[].class);
      if (roster.isEmpty()) {
        return keys;
      }
      List<String> names = List.of(roster.get());
      keys.addAll(names);
      if (machine != null) {
        machine.load(names);
      }
    }
  }

  /** What a start that was killed left: changes that remove it, in groups; the last ends it. */
  List<Map<String, byte @Nullable []>> leftovers() {
    List<Map<String, byte @Nullable []>> groups = new ArrayList<>();
    Optional<String> unfinished = readPlain(CREATING, String.class);
    if (unfinished.isPresent()) {
      String id = unfinished.get();
      List<Map<String, byte @Nullable []>> backwards = new ArrayList<>();
      for (int i = 0; ; i++) {
        Optional<String[]> roster = readPlain(roster(id, i), String[].class);
        if (roster.isEmpty()) {
          break;
        }
        Map<String, byte @Nullable []> group = new LinkedHashMap<>();
        for (String row : roster.get()) {
          group.put(row(id, row), null);
        }
        group.put(roster(id, i), null);
        backwards.add(0, group);
      }
      groups.addAll(backwards);
      Map<String, byte @Nullable []> end = new LinkedHashMap<>();
      end.put(CREATING, null);
      groups.add(end);
    }
    return groups;
  }

  private <T> Optional<T> readPlain(String key, Class<T> type) {
    return read(key, json.constructType(type));
  }

  private <T> Optional<T> read(String key, JavaType type) {
    byte[] bytes = store.read(key);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(json.readValue(bytes, type));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the stored "
              + form.state().getSimpleName()
              + " '"
              + key
              + "' cannot be read: "
              + new String(bytes, 0, Math.min(bytes.length, 80), StandardCharsets.UTF_8),
          e);
    }
  }
}
