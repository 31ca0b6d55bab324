package io.vedette.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.edge.AgentConfig;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} is what the records say: every key with its default and the words
 * of its comment. Rewritten with {@code -Dvedette.rewrite=true}.
 */
class ConfigurationReferenceTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = TOP.resolve("docs/configuration.md");
  private static final Endpoint COORDINATOR = Endpoint.plain("127.0.0.1", Endpoint.DEFAULT_PORT);

  private final Map<Class<?>, Map<String, String>> comments = new LinkedHashMap<>();

  @Test
  void thePageIsWhatTheRecordsSay() throws Exception {
    String page = page();
    if (Boolean.getBoolean("vedette.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private String page() throws Exception {
    StringBuilder text =
        new StringBuilder(
            """
            # Configuration

            Every key of every role's YAML file, made from the code. A key that is left out takes its default; `-` says that there is none. Times are written `90s`, `5m`, `2h`, `3d` or `PT1H30M`.
            A wrong key or value is told with its line ([commands](commands.md)). Which of these a deployment can set is in [deployments](deployments.md).
            """);
    section(text, "Coordinator", "vedette coordinator --config FILE", CoordinatorConfig.defaults());
    section(
        text,
        "Teacher",
        "vedette teacher --config FILE",
        TeacherConfig.of(COORDINATOR, Path.of("FILE.onnx")));
    section(
        text,
        "Distiller",
        "vedette distiller --config FILE",
        DistillerConfig.of(COORDINATOR, Path.of("vedette-distiller")));
    section(text, "Agent", "vedette agent --config FILE", agent());
    return text.toString();
  }

  private static AgentConfig agent() {
    return new AgentConfig(
        "ID",
        null,
        Path.of("FILE.onnx"),
        null,
        null,
        List.of(CameraConfig.of("ID", "SOURCE")),
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        null,
        null,
        null,
        null);
  }

  private void section(StringBuilder text, String title, String command, Record defaults)
      throws Exception {
    text.append("\n## ").append(title).append("\n\n`").append(command).append("`\n\n");
    text.append("| key | default | meaning |\n|---|---|---|\n");
    rows(text, "", defaults.getClass(), defaults);
  }

  private void rows(StringBuilder text, String prefix, Class<?> type, Object of) throws Exception {
    for (RecordComponent component : type.getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      Object value = of == null ? null : component.getAccessor().invoke(of);
      String key = prefix + component.getName();
      Class<?> nested = nested(component);
      text.append("| `").append(key).append(nested == null || !isList(component) ? "" : "[]");
      text.append("` | ").append(nested == null ? text(value) : "").append(" | ");
      text.append(comment(type, component.getName())).append(" |\n");
      if (nested != null) {
        Object inner = value instanceof Collection<?> all ? all.iterator().next() : value;
        rows(text, key + (isList(component) ? "[]." : "."), nested, inner);
      }
    }
  }

  private static boolean isList(RecordComponent component) {
    return Collection.class.isAssignableFrom(component.getType());
  }

  /** The group of keys that stands behind a key; null: a value does. */
  private static Class<?> nested(RecordComponent component) {
    Type type = component.getGenericType();
    Class<?> raw = component.getType();
    if (isList(component)
        && type instanceof ParameterizedType of
        && of.getActualTypeArguments()[0] instanceof Class<?> element) {
      raw = element;
    }
    boolean isGroup =
        raw.isRecord() && raw.getName().startsWith("io.vedette") && source(raw) != null;
    return isGroup && hasKeys(raw) ? raw : null;
  }

  /** Records of other forms are written as one text. */
  private static boolean hasKeys(Class<?> type) {
    return type.getSimpleName().endsWith("Config")
        || type == Endpoint.class
        || type == ServerAddress.class;
  }

  private static String text(Object value) {
    boolean nothing =
        value == null
            || value instanceof Record
            || value instanceof Map<?, ?> map && map.isEmpty()
            || value instanceof Collection<?> all && all.isEmpty();
    if (nothing) {
      return "-";
    }
    if (value instanceof Duration time) {
      return "`" + words(time) + "`";
    }
    return "`"
        + (value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value)
        + "`";
  }

  private static String words(Duration time) {
    if (time.toMillis() % 1_000 != 0) {
      return time.toMillis() + "ms";
    }
    long seconds = time.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    if (seconds % 3_600 != 0) {
      return seconds / 60 + "m";
    }
    return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3_600 + "h";
  }

  private String comment(Class<?> type, String key) throws IOException {
    Map<String, String> known = comments.get(type);
    if (known == null) {
      known = read(type);
      comments.put(type, known);
    }
    String comment = known.get(key);
    return comment == null ? "" : comment;
  }

  private static final Pattern PARAM =
      Pattern.compile(
          "@param (\\w+) (.*?)(?=\\n \\* @|\\n \\*/|\\n   \\*/|\\n   \\* @)", Pattern.DOTALL);

  private static Map<String, String> read(Class<?> type) throws IOException {
    String source = Files.readString(source(type));
    int record = source.indexOf("record " + type.getSimpleName() + "(");
    String before = source.substring(0, record);
    Matcher param = PARAM.matcher(before.substring(Math.max(0, before.lastIndexOf("/**"))));
    Map<String, String> comments = new LinkedHashMap<>();
    while (param.find()) {
      comments.put(param.group(1), plain(param.group(2)));
    }
    return comments;
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\n\\s*\\* ?", " ")
        .replaceAll("\\{@code\\s+((?:[^{}]|\\{[^}]*})*)}", "`$1`")
        .replaceAll("\\{@link\\s+#?([^}]*)}", "$1")
        .replace("|", "\\|")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static Path source(Class<?> type) {
    String file = type.getName().replace('.', '/').replaceAll("\\$.*", "") + ".java";
    try (Stream<Path> modules = Files.list(TOP)) {
      return modules
          .map(module -> module.resolve("src/main/java").resolve(file))
          .filter(Files::exists)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }
}
