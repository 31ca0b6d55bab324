/** How far a command is: one {@code ProgressLine}; {@code Terminal} tells whether anybody looks. */
@NullMarked
package io.vedette.cli.progress;

import org.jspecify.annotations.NullMarked;
