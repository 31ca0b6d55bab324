/**
 * Files that survive a crash: {@link DurableFiles} are whole or not there, a {@link RecordEnvelope}
 * tells when it is damaged, {@link DamagedFiles} are set aside, a {@link ChecksummedFile} and an
 * {@link OldJsonFile} are of earlier releases, a {@link DataDirectory} belongs to one process at a
 * time, a {@link BackgroundWriter} keeps slow disks away from frame loops.
 */
@NullMarked
package io.vedette.edge.disk;

import org.jspecify.annotations.NullMarked;
