/**
 * The management API as JSON over HTTP. Each {@link io.vedette.dashboard.api.ApiMethod} is a unary
 * method of the ManagementService with its route; {@link io.vedette.dashboard.api.ManagementApi}
 * answers the routes through a {@link io.vedette.dashboard.api.ManagementClient}. {@link
 * io.vedette.dashboard.api.QueryMessage} and {@link io.vedette.dashboard.api.BodyMessage} read
 * requests, {@link io.vedette.dashboard.api.MessageJson} writes answers. An {@link
 * io.vedette.dashboard.api.ApiTable} is a method that answers with a list; a {@link
 * io.vedette.dashboard.api.TableExport} writes all its pages into a file, as JSON or as a {@link
 * io.vedette.dashboard.api.CsvTable}. {@link io.vedette.dashboard.api.OpenApi} describes the
 * routes.
 */
@NullMarked
package io.vedette.dashboard.api;

import org.jspecify.annotations.NullMarked;
