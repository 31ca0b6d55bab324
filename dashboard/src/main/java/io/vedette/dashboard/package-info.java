/**
 * What people see: a {@link io.vedette.dashboard.Dashboard} serves the pages, the calls behind
 * their buttons ({@code .api}) and one live stream per open page ({@code .live}). It keeps no state
 * of its own: everything comes from, and goes to, a coordinator's ManagementService.
 *
 * <p>Thin on purpose: one token for everybody who may look and act, no users or roles.
 */
@NullMarked
package io.vedette.dashboard;

import org.jspecify.annotations.NullMarked;
