/**
 * The calls behind the pages, as JSON over HTTP: each route of {@link
 * io.vedette.dashboard.api.ManagementApi} is one call of a coordinator's ManagementService, made by
 * a {@link io.vedette.dashboard.api.ManagementClient}; {@link io.vedette.dashboard.api.MessageJson}
 * is how a message looks as JSON.
 */
@NullMarked
package io.vedette.dashboard.api;

import org.jspecify.annotations.NullMarked;
