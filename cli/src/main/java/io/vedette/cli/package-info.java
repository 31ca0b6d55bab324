/** The {@code vedette} command: one file per subcommand, listed in {@link Vedette}. */
@NullMarked
package io.vedette.cli;

import org.jspecify.annotations.NullMarked;
