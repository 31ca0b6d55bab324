/**
 * The centre of a fleet: a {@link Coordinator} joins fleet, teachers, rounds, distillation and
 * rollouts as its {@link CoordinatorConfig} says. The packages below know nothing of each other's
 * shells; they meet here.
 */
@NullMarked
package io.vedette.cloud;

import org.jspecify.annotations.NullMarked;
