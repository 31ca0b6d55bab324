package io.vedette.cloud.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of all keys in docs/deployments.md is what deployments have. */
class DeploymentKeysTest {

  private static final Pattern ROW = Pattern.compile("\\| `([A-Za-z0-9.]+)` \\| ([^|]+) \\|.*");
  private static final String NONE = "–";

  private static final DeploymentSpec ALL_DEFAULTS =
      new DeploymentSpec(
          "boards", null, "line=boards", false, null, null, null, null, null, null, null, null);

  @Test
  void everyKeyIsInTheTableWithItsDefault() throws Exception {
    Map<String, String> written = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/deployments.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        written.put(row.group(1), row.group(2).strip().replace("`", ""));
      }
    }
    Map<String, String> keys = new TreeMap<>();
    collect("", DeploymentSpec.class, ALL_DEFAULTS, keys);
    // These have no default of their own.
    keys.put("name", NONE);
    keys.put("selector", NONE);
    keys.put("model", "the name");
    assertThat(written).isEqualTo(keys);
  }

  private static void collect(
      String prefix, Class<?> type, @Nullable Object value, Map<String, String> keys)
      throws Exception {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + component.getName();
      Object of = value == null ? null : component.getAccessor().invoke(value);
      if (component.getType().isRecord()) {
        collect(key + ".", component.getType(), of, keys);
      } else {
        keys.put(key, of == null || of.equals("") ? NONE : text(of));
      }
    }
  }

  private static String text(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? Long.toString(number.longValue())
        : value.toString();
  }
}
