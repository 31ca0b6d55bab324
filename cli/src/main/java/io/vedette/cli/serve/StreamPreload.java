package io.vedette.cli.serve;

import io.vedette.edge.camera.Camera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads the libraries of video streams while the command line and the configuration are being read,
 * so that an agent's cameras connect sooner. It only saves time: nothing depends on it.
 */
public final class StreamPreload {

  /** What the address of a stream contains. */
  private static final String ADDRESS = "://";

  private static final long MAX_CONFIG_BYTES = 1 << 20;

  private StreamPreload() {}

  /**
   * Starts to load on a thread of its own, if an argument or a file named by one mentions a stream.
   *
   * @param arguments of {@code vedette agent}
   */
  public static void start(String... arguments) {
    Thread thread = new Thread(() -> load(List.of(arguments)), "stream-preload");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load(List<String> arguments) {
    if (arguments.stream().anyMatch(StreamPreload::mentionsStream)) {
      Camera.prepareStreams();
    }
  }

  static boolean mentionsStream(String argument) {
    String value = argument.substring(argument.indexOf('=') + 1); // "--config=agent.yaml"
    return Stream.of(argument, text(value)).anyMatch(text -> text.contains(ADDRESS));
  }

  /** The text of a small file; "" where there is none. */
  private static String text(String path) {
    try {
      Path file = Path.of(path);
      return Files.isRegularFile(file) && Files.size(file) <= MAX_CONFIG_BYTES
          ? Files.readString(file)
          : "";
    } catch (IOException | RuntimeException e) {
      return ""; // no path, or no text: what is wrong is said by the command
    }
  }
}
