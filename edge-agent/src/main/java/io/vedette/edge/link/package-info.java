/**
 * The connection to the coordinator, and the only package that knows gRPC. A {@link CloudLink}
 * keeps two streams open: the session (heartbeats, reports and events up, commands down) and the
 * escalations (frames up, verdicts down), with a {@code Breaker} that pauses sending when no
 * verdicts come. {@link CommandHandler}s get the commands and use a {@link CommandClient} to carry
 * them out.
 *
 * <p>The link reads the queues of other parts: the outbox, the event log, pending reports. They
 * know nothing of it. Every wait has a deadline, and a broken stream is opened again after a
 * growing pause.
 */
@NullMarked
package io.vedette.edge.link;

import org.jspecify.annotations.NullMarked;
