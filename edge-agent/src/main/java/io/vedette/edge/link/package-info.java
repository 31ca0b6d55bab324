/**
 * The agent's only door to the cloud: a {@link CloudLink} keeps a session and an escalation stream
 * open, hands {@link CommandHandler} in and carries {@link CommandProgress}s out. Every wait has a
 * deadline, every broken stream is opened again after a growing pause, a {@code Breaker} leaves a
 * cloud that does not answer in peace, and nothing behind this door knows gRPC.
 */
@NullMarked
package io.vedette.edge.link;

import org.jspecify.annotations.NullMarked;
