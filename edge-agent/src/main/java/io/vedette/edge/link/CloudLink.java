package io.vedette.edge.link;

import io.vedette.edge.status.BreakerStatus;
import io.vedette.wire.Backoff;
import java.time.Duration;
import java.util.Random;

/** The connection to one coordinator: a session and an escalation stream, both kept open. */
public final class CloudLink implements AutoCloseable {

  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);
  private static final Duration FIRST_WELCOME = Duration.ofSeconds(10);
  private static final Duration LAST_WELCOME = Duration.ofMinutes(2);

  private final CommandClient client;
  private final SessionStream session;
  private final EscalationStream escalations;

  private CloudLink(CommandClient client, SessionStream session, EscalationStream escalations) {
    this.client = client;
    this.session = session;
    this.escalations = escalations;
  }

  /**
   * Connects, now and whenever the connection is lost.
   *
   * @param client closed with the link
   */
  public static CloudLink start(
      CommandClient client, SessionHandlers handlers, EscalationUpload upload) {
    CloudLink link =
        new CloudLink(
            client,
            new SessionStream(
                client,
                handlers,
                new Backoff(FIRST_RETRY, LAST_RETRY, random(client, 1)),
                new WelcomeTimeout(FIRST_WELCOME, LAST_WELCOME)),
            new EscalationStream(
                client,
                upload,
                random(client, 3),
                new Backoff(FIRST_RETRY, LAST_RETRY, random(client, 2))));
    link.session.start();
    link.escalations.start();
    return link;
  }

  private static Random random(CommandClient client, int use) {
    return new Random(client.identity().agentId().hashCode() * 31L + use + System.nanoTime());
  }

  public BreakerStatus breaker() {
    return escalations.breaker();
  }

  /** "connected", or why not. */
  public String state() {
    return session.state();
  }

  @Override
  public void close() {
    session.close();
    escalations.close();
    client.close();
  }
}
