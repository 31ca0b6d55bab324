package io.vedette.cli.demo;

import java.io.IOException;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** The browser of the person at this machine, if there is one. */
final class WebBrowser {

  private WebBrowser() {}

  /** Opens a page where there is a screen; without one, or without a browser, nothing happens. */
  static void open(String address) {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    if (!mac && !screen) {
      return;
    }
    try {
      Process opener =
          new ProcessBuilder(mac ? "open" : "xdg-open", address)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      opener.getOutputStream().close();
    } catch (IOException e) {
      // Its address stands on the terminal all the same.
      LoggerFactory.getLogger(WebBrowser.class).debug("no browser could be opened", e);
    }
  }
}
