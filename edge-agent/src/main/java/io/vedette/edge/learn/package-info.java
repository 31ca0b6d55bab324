/**
 * Local training: a {@link ReplayStore} keeps frames with their verdicts, a {@link Learner} takes
 * part in federated rounds with them. Training runs in a process of its own; all state is on disk,
 * so that a restart resumes.
 */
@NullMarked
package io.vedette.edge.learn;

import org.jspecify.annotations.NullMarked;
