/**
 * {@code vedette escalation}: what an agent has decided, and what another policy would have. {@link
 * Curve}s of accuracy against upload are shown as a table, a picture and JSON.
 */
@NullMarked
package io.vedette.cli.escalation;

import org.jspecify.annotations.NullMarked;
