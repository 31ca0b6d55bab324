/**
 * The coordinator of a fleet: a {@link Coordinator} joins fleet, teachers, rounds, distillations
 * and rollouts as its {@link CoordinatorConfig} says; the wiring is the one place that knows all
 * parts.
 */
@NullMarked
package io.vedette.cloud;

import org.jspecify.annotations.NullMarked;
