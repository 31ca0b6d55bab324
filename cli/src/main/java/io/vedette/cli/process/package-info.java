/** The start of a command: a {@link StartArchive} lets the next run of a command start sooner. */
@NullMarked
package io.vedette.cli.process;

import org.jspecify.annotations.NullMarked;
