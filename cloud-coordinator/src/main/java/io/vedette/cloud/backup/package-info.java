/**
 * Copies of a coordinator's data, made while it works. A backup is a folder with the rows of the
 * store at one moment ({@link RowArchive}), the pictures, the keys, and a {@link BackupManifest}
 * that names them with their digests; artifacts lie beside it by their digests, shared by all
 * backups of the folder. {@link Backups} makes them and keeps the newest, {@link Restore} makes a
 * data directory of one.
 */
@NullMarked
package io.vedette.cloud.backup;

import org.jspecify.annotations.NullMarked;
