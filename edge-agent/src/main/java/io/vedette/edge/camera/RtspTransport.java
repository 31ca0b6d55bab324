package io.vedette.edge.camera;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The transports of RTSP: names for configurations, and FFmpeg's options. */
final class RtspTransport {

  /** The default; where the camera refuses it, UDP is used. */
  static final String DEFAULT = "tcp";

  private static final Map<String, Map<String, String>> OPTIONS =
      Map.of(
          "tcp", Map.of("rtsp_transport", "tcp+udp", "rtsp_flags", "prefer_tcp"),
          "udp", Map.of("rtsp_transport", "udp"),
          "multicast", Map.of("rtsp_transport", "udp_multicast"),
          "http", Map.of("rtsp_transport", "http"));

  private RtspTransport() {}

  /**
   * FFmpeg's options for a transport.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static Map<String, String> options(String name) {
    Map<String, String> options = OPTIONS.get(name);
    if (options == null) {
      throw new IllegalArgumentException(
          "transport '" + name + "' is not known; known are " + names());
    }
    return options;
  }

  private static List<String> names() {
    return List.copyOf(new TreeMap<>(OPTIONS).keySet());
  }
}
