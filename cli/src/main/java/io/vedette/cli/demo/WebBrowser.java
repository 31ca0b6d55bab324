package io.vedette.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** The browser of the person at this machine, if there is one. */
final class WebBrowser {

  private static final String REDIRECT =
      """
      <!doctype html>
      <meta charset="utf-8">
      <meta name="referrer" content="no-referrer">
      <title>Vedette</title>
      <meta http-equiv="refresh" content="0; url=%1$s">
      <a href="%1$s">Open the dashboard</a>
      """;

  private WebBrowser() {}

  /**
   * Opens a page where there is a screen; without one, or without a browser, nothing happens. The
   * address signs in whoever has it, and everybody here sees arguments of commands: so the browser
   * is given a file that only this user can read, and that leads there.
   */
  static void open(String address) {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    if (!mac && !screen) {
      return;
    }
    try {
      Path page = Files.createTempFile("vedette-", ".html");
      page.toFile().deleteOnExit();
      Files.writeString(page, REDIRECT.formatted(address));
      Process opener =
          new ProcessBuilder(mac ? "open" : "xdg-open", page.toString())
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
