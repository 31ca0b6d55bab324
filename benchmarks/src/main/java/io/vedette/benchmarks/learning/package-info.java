/**
 * The learning of the loop in one process, without devices: a {@code LearningScenario} shows
 * pictures to a teacher, a {@code LearningLoop} trains version after version on its verdicts, and
 * every version is evaluated on pictures that were not shown.
 */
@NullMarked
package io.vedette.benchmarks.learning;

import org.jspecify.annotations.NullMarked;
