/**
 * The live stream: one {@link io.vedette.dashboard.live.LiveRelay} watches the coordinator while
 * anybody looks, and hands what it learns to every open page as server-sent events:
 *
 * <ul>
 *   <li>{@code link}: whether the coordinator answers, {@code {"up", "coordinator", "options",
 *       "why"}};
 *   <li>{@code snapshot}: the whole overview, first and after every interruption;
 *   <li>{@code change}: the sections of the overview that changed since;
 *   <li>{@code pulse}: nothing happened, and the stream lives.
 * </ul>
 *
 * <p>Thin on purpose: a section that changed is sent whole, so a fleet of thousands costs each open
 * page a device list per change.
 */
@NullMarked
package io.vedette.dashboard.live;

import org.jspecify.annotations.NullMarked;
