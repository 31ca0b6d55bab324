/**
 * {@code benchmarks/run escalation}: what asking the teacher about some of the frames is worth, by
 * policy and by share. A {@link FrameTable} holds what student and teacher say of each frame and is
 * made once; everything after it is arithmetic.
 */
@NullMarked
package io.vedette.benchmarks.escalation;

import org.jspecify.annotations.NullMarked;
