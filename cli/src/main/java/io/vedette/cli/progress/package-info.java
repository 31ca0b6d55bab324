/** How far a command is: one {@code ProgressLine}. */
@NullMarked
package io.vedette.cli.progress;

import org.jspecify.annotations.NullMarked;
