package io.vedette.edge.show;

import java.util.List;

/** The agent's page: its health, and each camera's live picture. */
final class AgentPage {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Vedette agent</title>
      <style>
        body { font: 16px system-ui, sans-serif; margin: 2rem; color-scheme: light dark }
        main { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1rem }
        figure { margin: 0 } img { width: 100% }
      </style>
      """;

  private AgentPage() {}

  static String of(List<String> cameras, Health health) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>Vedette agent</h1>\n<pre>");
    health.lines().forEach(line -> page.append(escaped(line)).append('\n'));
    page.append("</pre>\n<p><a href=\"/health\">health</a> <a href=\"/metrics\">metrics</a></p>\n");
    page.append("<main>\n");
    for (String camera : cameras) {
      page.append(
          String.format(
              "<figure><img src=\"/stream.mjpeg?camera=%1$s\" alt=\"camera %1$s, live\">"
                  + "<figcaption><a href=\"/snapshot.jpg?camera=%1$s\">%1$s</a></figcaption>"
                  + "</figure>%n",
              escaped(camera)));
    }
    return page.append("</main>\n</html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
