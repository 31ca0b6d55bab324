/**
 * Learning at the edge: {@link ReplayStore} keeps frames with their verdicts, a {@link Learner}
 * takes part in federated rounds with them. Training itself runs in a process of its own;
 * everything that must outlive this one lies on disk first.
 */
@NullMarked
package io.vedette.edge.learn;

import org.jspecify.annotations.NullMarked;
