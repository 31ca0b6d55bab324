package io.vedette.dashboard;

import io.vedette.dashboard.api.ReadRoutes;
import io.vedette.wire.Digests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the web client, as it is and compressed.
 *
 * @param type its media type
 * @param plain its bytes
 * @param compressed the same by gzip; {@code plain} where that is no shorter
 * @param tag changes with its content
 */
record WebFile(String type, Buffer plain, Buffer compressed, String tag) {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  /** Reads a file of the build: {@code "web/index.html"}; empty where there is none. */
  static Optional<WebFile> read(String name) {
    try (InputStream in = WebFile.class.getClassLoader().getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(of(name, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WebFile of(String name, byte[] bytes) throws IOException {
    byte[] shorter = gzip(bytes);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    Buffer plain = Buffer.buffer(bytes);
    return new WebFile(
        TYPES.getOrDefault(extension, "application/octet-stream"),
        plain,
        shorter.length < bytes.length ? Buffer.buffer(shorter) : plain,
        "W/\"" + Digests.sha256(bytes).substring(0, 32) + "\"");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /**
   * Answers with this file, or says that the browser's copy is good.
   *
   * @param status 200, or 404 for the page that says that there is none
   * @param caching the value of {@code Cache-Control}
   */
  void answer(RoutingContext request, int status, String caching) {
    HttpServerResponse response =
        request
            .response()
            .putHeader("Content-Type", type)
            .putHeader("Cache-Control", caching)
            .putHeader("Vary", "Accept-Encoding");
    if (status == 200) {
      response.putHeader("ETag", tag);
      String known = request.request().getHeader("If-None-Match");
      if (known != null && (known.contains(tag) || known.strip().equals("*"))) {
        response.setStatusCode(304).end();
        return;
      }
    }
    boolean zipped = compressed != plain && takesGzip(request);
    if (zipped) {
      response.putHeader("Content-Encoding", "gzip");
    }
    Buffer body = zipped ? compressed : plain;
    response.setStatusCode(status).putHeader("Content-Length", Integer.toString(body.length()));
    ReadRoutes.end(request, body);
  }

  private static boolean takesGzip(RoutingContext request) {
    return request.parsedHeaders().acceptEncoding().stream()
        .anyMatch(coding -> coding.value().equalsIgnoreCase("gzip") && coding.weight() > 0);
  }
}
