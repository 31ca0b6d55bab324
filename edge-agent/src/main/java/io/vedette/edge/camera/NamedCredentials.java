package io.vedette.edge.camera;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vedette.wire.camera.SourceCredentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * User names and passwords of the device's file by name. A source takes them as {@code
 * rtsp://{NAME}@host}, so that the coordinator can set it without knowing them. It can send them to
 * those hosts only that the file names, so that nobody can have them sent to a machine of his own.
 */
public record NamedCredentials(@JsonValue Map<String, UserAndPassword> byName) {

  public static final NamedCredentials NONE = new NamedCredentials(Map.of());

  /**
   * A user name and a password, as they are: nothing in them is percent-encoded.
   *
   * @param password may be empty
   * @param hosts to which the coordinator may have them sent; null: none. The device's own sources
   *     need none
   */
  public record UserAndPassword(String user, String password, List<String> hosts) {

    public UserAndPassword(String user, String password, @Nullable List<String> hosts) {
      if (user == null || user.isEmpty() || password == null) {
        throw new IllegalArgumentException(
            "credentials need both, {user: …, password: …}; write password: '' for none");
      }
      this.user = user;
      this.password = password;
      this.hosts = hosts == null ? List.of() : List.copyOf(hosts);
    }

    private String userInfo() {
      return encoded(user) + ":" + encoded(password);
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "UserAndPassword[***]";
    }
  }

  /**
   * @throws IllegalArgumentException in one line, when a name cannot stand in a source
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NamedCredentials {
    for (String name : byName.keySet()) {
      if (!name.matches("[a-zA-Z0-9._-]{1,64}")) {
        throw new IllegalArgumentException(
            "credentials: the name '" + name + "' must be 1 to 64 characters of a-z A-Z 0-9 . _ -");
      }
    }
    byName = Collections.unmodifiableMap(new TreeMap<>(byName));
  }

  /**
   * A camera with the user name and password that its source names.
   *
   * @throws IllegalArgumentException in one line, when there are none of this name
   */
  public CameraConfig resolve(CameraConfig camera) {
    String name = SourceCredentials.name(camera.source()).orElse("");
    return name.isEmpty()
        ? camera
        : camera.reading(SourceCredentials.with(camera.source(), found(name).userInfo()));
  }

  /**
   * Whether the coordinator may set a source, as far as credentials go.
   *
   * @throws IllegalArgumentException in one line, when it names some that are not there, or sends
   *     them where they may not go
   */
  public void check(String source) {
    String name = SourceCredentials.name(source).orElse("");
    if (name.isEmpty()) {
      return;
    }
    String host = SourceCredentials.host(source).orElse("");
    if (!found(name).hosts().contains(host)) {
      throw new IllegalArgumentException(
          "source: the device's file does not let the coordinator send the credentials '"
              + name
              + "' to "
              + host
              + "; add it to their hosts there");
    }
  }

  private UserAndPassword found(String name) {
    UserAndPassword found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "source: the device's file has no credentials '"
              + name
              + "'; "
              + (byName.isEmpty()
                  ? "it has none"
                  : "it has " + String.join(", ", byName.keySet())));
    }
    return found;
  }
}
