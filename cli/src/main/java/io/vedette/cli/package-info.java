/**
 * The {@code vedette} command: the subcommands are listed in {@link Vedette}, each lives in the
 * package of what it is about. Nothing here depends on this package; what several commands share is
 * in {@code .option}, {@code .coordinator}, {@code .progress} and {@code .process}.
 */
@NullMarked
package io.vedette.cli;

import org.jspecify.annotations.NullMarked;
