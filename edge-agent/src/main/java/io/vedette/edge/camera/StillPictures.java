package io.vedette.edge.camera;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the pictures that a URL gives, one for each request, over a connection that is kept. No
 * answer may be longer than {@link #MAX_BYTES} or take longer than the camera's patience. A camera
 * that asks for a password is answered; one that sends elsewhere is not followed, for the password
 * would be, too. Used by one thread.
 */
final class StillPictures {

  /** The largest picture, bytes. */
  static final int MAX_BYTES = 32 << 20;

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final HttpClient PLAIN = client().build();

  private final String where;
  private final URI address;
  private final HttpClient client;
  private final @Nullable HttpCredentials credentials;
  private final Duration patience;

  private StillPictures(
      String where,
      URI address,
      HttpClient client,
      @Nullable HttpCredentials credentials,
      Duration patience) {
    this.where = where;
    this.address = address;
    this.client = client;
    this.credentials = credentials;
    this.patience = patience;
  }

  /** Some cameras are confused by an offer of HTTP/2. */
  private static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /**
   * Makes ready to fetch; nothing is sent.
   *
   * @throws IOException in one line, when the URL or a certificate cannot be read
   */
  static StillPictures of(CameraConfig camera) throws IOException {
    SourceMask mask = SourceMask.of(camera.source(), camera.options());
    String source = camera.source();
    int host = source.indexOf("://") + 3;
    int end = source.substring(host).replaceFirst("[/?#].*", "").length() + host;
    int at = source.substring(0, end).lastIndexOf('@');
    String userInfo = at < host ? "" : source.substring(host, at);
    try {
      URI address = new URI(source.substring(0, host) + source.substring(Math.max(host, at + 1)));
      SnapshotTls tls = SnapshotTls.of(camera.options());
      return new StillPictures(
          mask.source(),
          address,
          tls == null ? PLAIN : client().sslContext(tls.context()).build(),
          userInfo.isEmpty() ? null : HttpCredentials.of(userInfo),
          camera.stallAfter());
    } catch (URISyntaxException e) {
      throw new IOException(mask.source() + ": is no URL" + mask.hint(), e);
    }
  }

  /**
   * The first picture.
   *
   * @return null when what is there does not end, is no picture, or cannot be had now
   */
  byte @Nullable [] first() throws IOException {
    try {
      HttpResponse<byte[]> answer = fetch(StillPictures::mayBeStill);
      return answer.statusCode() == OK && isStill(answer) ? answer.body() : null;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The next picture, as it is encoded.
   *
   * @throws IOException in one line, when none comes in time
   */
  byte[] next() throws IOException {
    HttpResponse<byte[]> answer;
    try {
      answer = fetch(info -> info.statusCode() == OK);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(where + ": gives no picture: " + e.getMessage(), e);
    }
    if (answer.statusCode() != OK) {
      throw new IOException(where + ": answers " + answer.statusCode() + " in place of a picture");
    }
    return answer.body();
  }

  private static boolean mayBeStill(ResponseInfo info) {
    String type = type(info.headers().firstValue("Content-Type").orElse(""));
    boolean ends = info.headers().firstValueAsLong("Content-Length").isPresent();
    return type.startsWith("image/") || (ends && isVague(type));
  }

  private static boolean isStill(HttpResponse<byte[]> answer) {
    byte[] body = answer.body();
    boolean vague = isVague(type(answer.headers().firstValue("Content-Type").orElse("")));
    return body.length > 0
        && (!vague || (body.length > 1 && (body[0] & 255) == 0xff && (body[1] & 255) == 0xd8));
  }

  private static String type(String header) {
    return header.strip().toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean isVague(String type) {
    return type.isEmpty() || type.startsWith("application/octet-stream");
  }

  /** Which answers are read; the connection of others is closed. */
  private interface Wanted {
    boolean test(ResponseInfo info);
  }

  /** Asks, and once more when the camera asks back for a password. */
  private HttpResponse<byte[]> fetch(Wanted wanted) throws IOException {
    HttpResponse<byte[]> answer = send(wanted);
    List<String> challenges = answer.headers().allValues("WWW-Authenticate");
    if (answer.statusCode() == UNAUTHORIZED
        && credentials != null
        && credentials.challenged(challenges)) {
      return send(wanted);
    }
    return answer;
  }

  private HttpResponse<byte[]> send(Wanted wanted) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (credentials != null) {
      credentials
          .header("GET", target())
          .ifPresent(value -> request.header("Authorization", value));
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(), info -> new BoundedBody(wanted.test(info) ? MAX_BYTES : 0));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("nothing whole within " + patience.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause instanceof IOException ? reason(cause) : "is no HTTP", cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return e instanceof java.net.ConnectException || message == null ? "no connection" : message;
  }

  private String target() {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
  }
}
