/** {@code vedette history}: figures over time. A {@link TextPlot} draws one line as text. */
@NullMarked
package io.vedette.cli.history;

import org.jspecify.annotations.NullMarked;
