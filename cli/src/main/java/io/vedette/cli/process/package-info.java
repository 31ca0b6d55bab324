/**
 * The start and the end of a command: a {@link StartArchive} lets the next run of a command start
 * sooner, {@link ParentWatch} ends a process with the one that started it.
 */
@NullMarked
package io.vedette.cli.process;

import org.jspecify.annotations.NullMarked;
