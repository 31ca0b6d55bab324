/**
 * The main figures over days. A {@link Measure} is what is counted or seen; values of one measure
 * in one span of time are an {@link Aggregate}. A {@link HistoryScope} is whose values they are:
 * the fleet's, a deployment's, a device's. A {@link HistoryRow} has all aggregates of a scope in
 * one slot of a {@link Resolution}; coarser rows are sums of finer ones. A {@link Figure} is what
 * people ask for, computed from measures by its {@link Formula}. {@link FigureHistory} collects,
 * stores and reads.
 *
 * <p>Rows stand in rings: a row takes the place of the one that is as old as its resolution keeps.
 * So what is stored is bounded by its keys, and nothing has to be removed for its age.
 */
@NullMarked
package io.vedette.cloud.history;

import org.jspecify.annotations.NullMarked;
