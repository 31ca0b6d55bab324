/**
 * Frames for the teacher: an {@link Outbox} keeps each {@link Escalation} as a file until its
 * {@link Verdict} has come. A {@link VerdictDifference} counts what verdicts changed.
 *
 * <p>What is flushed, and when: a record's bytes, then its name, before {@link Outbox#put} returns
 * (fsync of the file, rename, fsync of the folder); a settlement with its counts before the
 * record's file is deleted (one write in place, fdatasync), and the deletion before the next
 * settlement (fsync of the folder). So after a power loss at most the last settled record comes
 * back, and the file of counts holds its id. A record that was cut short is found by its checksum,
 * counted and deleted.
 *
 * <p>A full disk refuses new records and nothing else: those that wait are still sent, and settling
 * them needs no space.
 */
@NullMarked
package io.vedette.edge.outbox;

import org.jspecify.annotations.NullMarked;
