/**
 * What must not be lost on its way to the cloud: an {@link Outbox} keeps each escalation as a file
 * of its own until its verdict has come. A record is flushed to disk before it counts; one that was
 * cut short is found by its checksum, counted and thrown away.
 */
@NullMarked
package io.vedette.edge.outbox;

import org.jspecify.annotations.NullMarked;
