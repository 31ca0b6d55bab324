/**
 * Networks with fewer channels. {@link ChannelFlow} follows every channel through the graph: those
 * that only make sense together (through sums, products, depthwise convolutions, concatenations)
 * are one {@link PruningUnit}, as in Fang et al., <a
 * href="https://arxiv.org/abs/2301.12900">DepGraph: Towards Any Structural Pruning</a>. An {@link
 * Importance} ranks units, a {@link PruningPlan} chooses among them until no more than a share of
 * an {@link GraphExpense} is left, and {@link PruneChannels} cuts them out of every weight that
 * they touch.
 *
 * <p>{@link BlockPruning} leaves out whole blocks. {@link SmallestToZero} and {@link
 * LargestOfGroup} set single weights to zero, which saves bytes behind a packer and nothing else on
 * most runtimes.
 */
@NullMarked
package io.vedette.federated.compress.prune;

import org.jspecify.annotations.NullMarked;
