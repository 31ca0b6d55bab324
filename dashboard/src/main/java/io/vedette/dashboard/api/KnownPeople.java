package io.vedette.dashboard.api;

import io.grpc.Status;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who the coordinator says that somebody is. An answer counts for a few seconds, so that a page of
 * twenty pictures is one question. Lives on one event loop.
 */
public final class KnownPeople {

  /** For so long an answer counts. Calls that change something are checked by the coordinator. */
  private static final long COUNTS_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** So many answers are kept. */
  private static final int MAX_ANSWERS = 1_000;

  private record Answer(Future<Person> person, long atNanos) {}

  private final Vertx vertx;
  private final ManagementClient client;
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private @Nullable Boolean open;

  public KnownPeople(Vertx vertx, ManagementClient client) {
    this.vertx = vertx;
    this.client = client;
  }

  /**
   * Whether the coordinator asks nobody who he is; while it does not answer, what it said last.
   * Fails when it never answered.
   */
  public Future<Boolean> isOpen() {
    return ask(Requester.DASHBOARD)
        .transform(
            (person, thrown) -> {
              if (thrown == null || isRefusal(thrown)) {
                open = thrown == null && person.open();
              }
              return open == null ? Future.failedFuture(thrown) : Future.succeededFuture(open);
            });
  }

  /** Who somebody is. Fails with {@link #isRefusal} when nobody is signed in with this token. */
  public Future<Person> find(Requester requester) {
    return requester.token() == null ? Future.failedFuture(notSignedIn()) : ask(requester);
  }

  private Future<Person> ask(Requester requester) {
    String key = requester.token() == null ? "" : requester.token();
    Answer latest = answers.get(key);
    boolean counts =
        latest != null
            && (!latest.person().isComplete()
                || System.nanoTime() - latest.atNanos() < COUNTS_NANOS);
    if (latest == null || !counts) {
      latest = new Answer(onThisLoop(client.whoAmI(requester)), System.nanoTime());
      answers.remove(key);
      answers.put(key, latest);
      if (answers.size() > MAX_ANSWERS) {
        answers.remove(answers.keySet().iterator().next());
      }
    }
    return latest.person();
  }

  /** The session of a token has ended. */
  void forget(@Nullable String token) {
    if (token != null) {
      answers.remove(token);
    }
  }

  /** Whether somebody is not signed in, rather than the coordinator not reached. */
  public static boolean isRefusal(Throwable thrown) {
    return Status.fromThrowable(thrown).getCode() == Status.Code.UNAUTHENTICATED;
  }

  private static Throwable notSignedIn() {
    return Status.UNAUTHENTICATED.withDescription("sign in first").asRuntimeException();
  }

  private Future<Person> onThisLoop(Future<Person> answer) {
    Promise<Person> promise = Promise.promise();
    Context loop = vertx.getOrCreateContext();
    answer.onComplete(
        person -> loop.runOnContext(go -> promise.complete(person)),
        thrown -> loop.runOnContext(go -> promise.fail(thrown)));
    return promise.future();
  }
}
