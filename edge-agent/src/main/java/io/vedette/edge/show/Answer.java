package io.vedette.edge.show;

import java.nio.charset.StandardCharsets;

/**
 * A response to one request.
 *
 * @param status of HTTP
 * @param type the content type
 */
record Answer(int status, String type, byte[] body) {

  static Answer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text);
  }

  static Answer of(int status, String type, String text) {
    return new Answer(status, type, text.getBytes(StandardCharsets.UTF_8));
  }
}
