package io.vedette.edge.camera;

import io.vedette.wire.camera.SourceMask;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches still pictures from a URL, one per request, over one connection. A response is limited to
 * {@link #MAX_BYTES} and to a timeout. A request for a password is answered; redirects are not
 * followed, because the password would be sent along. Used by one thread.
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
  private final Duration timeout;

  private StillPictures(
      String where,
      URI address,
      HttpClient client,
      @Nullable HttpCredentials credentials,
      Duration timeout) {
    this.where = where;
    this.address = address;
    this.client = client;
    this.credentials = credentials;
    this.timeout = timeout;
  }

  /** Some cameras fail when HTTP/2 is offered. */
  private static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /**
   * Prepares; nothing is sent.
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
   * @return null when the response does not end, or is no picture
   * @throws IOException in one line, when it cannot be fetched
   */
  byte @Nullable [] first() throws IOException {
    try {
      HttpResponse<byte[]> answer = fetch();
      checkAnswered(answer);
      return answer.body();
    } catch (EndlessException e) {
      return null;
    }
  }

  /**
   * The next picture, encoded.
   *
   * @throws IOException in one line, when none comes in time
   */
  byte[] next() throws IOException {
    HttpResponse<byte[]> answer = fetch();
    checkAnswered(answer);
    return answer.body();
  }

  private void checkAnswered(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() != OK) {
      throw new IOException(where + ": answers " + answer.statusCode() + " in place of a picture");
    }
  }

  /** A response is too long, or takes too long. */
  private static final class EndlessException extends IOException {
    private static final long serialVersionUID = 1L;

    EndlessException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Sends a request, and once more when the camera asks for a password. */
  private HttpResponse<byte[]> fetch() throws IOException {
    HttpResponse<byte[]> answer = send();
    List<String> challenges = answer.headers().allValues("WWW-Authenticate");
    if (answer.statusCode() == UNAUTHORIZED
        && credentials != null
        && credentials.challenged(challenges)) {
      return send();
    }
    return answer;
  }

  private HttpResponse<byte[]> send() throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (credentials != null) {
      credentials
          .header("GET", target())
          .ifPresent(value -> request.header("Authorization", value));
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(), info -> new BoundedBody(info.statusCode() == OK ? MAX_BYTES : 0));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new EndlessException(
          why("no complete response within " + timeout.toMillis() + " ms"), e);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      if (cause instanceof BoundedBody.TooLongException) {
        throw new EndlessException(why(cause.getMessage()), cause);
      }
      throw new IOException(why(reason(cause)), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private String why(@Nullable String reason) {
    return where + ": gives no picture: " + reason;
  }

  private static String reason(Throwable e) {
    if (e instanceof SSLException) {
      return "its certificate is not known; name it by options: {ca_file: FILE}, or trust anyone by"
          + " options: {tls_verify: 0}";
    }
    String message = e.getMessage();
    return message == null || e instanceof ConnectException ? "no connection" : message;
  }

  private String target() {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
  }
}
