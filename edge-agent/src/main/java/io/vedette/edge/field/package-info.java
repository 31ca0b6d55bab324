/**
 * What a student does in the field, without label or teacher: {@link FieldCounts} of what it
 * answered, kept by {@link FieldCounters} for each camera. The coordinator judges a version by
 * them.
 */
@NullMarked
package io.vedette.edge.field;

import org.jspecify.annotations.NullMarked;
