/**
 * A simulated fleet, to measure a coordinator: a {@link SimulatedFleet} has many {@code
 * SimulatedAgent}s on few connections, a {@code SimulatedTeacher} answers at once, and a {@code
 * FleetMeter} counts what comes back. The coordinator under test is a {@code CoordinatorChild}, a
 * process of its own, or one that runs already.
 */
@NullMarked
package io.vedette.cli.simulate;

import org.jspecify.annotations.NullMarked;
