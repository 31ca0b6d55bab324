/**
 * What must not be lost on its way to the cloud: an {@link Outbox} keeps each escalation as a file
 * of its own until its verdict has come.
 *
 * <p>What is flushed, and when: a record's bytes, then its name, before {@link Outbox#put} returns
 * (fsync of the file, rename, fsync of the folder); a settlement with its counts before the
 * record's file is deleted (one write in place, fdatasync), and the deletion before the next
 * settlement (fsync of the folder). So after a power loss at most the last settled record comes
 * back, and the ledger holds its id. A record that was cut short is found by its checksum, counted
 * and thrown away.
 *
 * <p>A full disk refuses new records and nothing else: those that wait are still sent, and settling
 * them needs no room.
 */
@NullMarked
package io.vedette.edge.outbox;

import org.jspecify.annotations.NullMarked;
