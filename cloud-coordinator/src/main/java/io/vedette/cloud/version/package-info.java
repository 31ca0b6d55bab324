/**
 * The versions of the fleet's model: the {@link FirstVersion} is imported, {@link FleetVersions}
 * knows which one the fleet should run, {@link VersionManagement} is what people see and do.
 */
@NullMarked
package io.vedette.cloud.version;

import org.jspecify.annotations.NullMarked;
