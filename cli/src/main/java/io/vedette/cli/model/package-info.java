/**
 * {@code vedette model}: what the registry holds, one file a question. An {@code ExportedVersion}
 * is a version with its evidence in a folder.
 */
@NullMarked
package io.vedette.cli.model;

import org.jspecify.annotations.NullMarked;
