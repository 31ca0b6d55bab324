/**
 * What each way of teaching is worth: a {@link LossesBench} teaches one student by every {@link
 * TeachingVariant}, each in a process of its own, and a {@link LossesTable} sets the figures side
 * by side.
 */
@NullMarked
package io.vedette.cli.bench.losses;

import org.jspecify.annotations.NullMarked;
