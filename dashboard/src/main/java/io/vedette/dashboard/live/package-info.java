/**
 * The live stream: one {@link io.vedette.dashboard.live.LiveRelay} watches the coordinator while
 * anybody looks, and hands what it learns to every open page as server-sent events:
 *
 * <ul>
 *   <li>{@code link}: whether the coordinator answers, {@code {"up", "coordinator", "options",
 *       "why"}};
 *   <li>{@code snapshot}: the whole summary, first and after every interruption;
 *   <li>{@code change}: the sections of the summary that changed since;
 *   <li>{@code list}: rows of a list that the page follows and that changed, or the whole page of
 *       it: see {@link io.vedette.dashboard.live.ListFollower};
 *   <li>{@code pulse}: nothing happened, and the stream lives.
 * </ul>
 *
 * <p>A section that changed is sent whole: the summary does not grow with the fleet. The address
 * names the lists that a page follows: {@code /api/live?list=ListDevices%3Fstates%3Daway}. A page
 * that shows other lists opens the stream anew.
 */
@NullMarked
package io.vedette.dashboard.live;

import org.jspecify.annotations.NullMarked;
