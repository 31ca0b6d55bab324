/** {@code benchmarks/run federation}: the time of aggregation, in turns with a reference. */
@NullMarked
package io.vedette.benchmarks.federation;

import org.jspecify.annotations.NullMarked;
