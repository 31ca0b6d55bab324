/**
 * The whole loop on one machine: a {@link DemoScenario} says what the cameras show, a {@link
 * DemoRoles} writes every role's configuration, a {@link Supervisor} keeps the {@link DemoRole}
 * processes alive, a {@link LoopWatch} prints how far the loop is to a {@link DemoOutput}, a {@link
 * HeldOutJudge} measures each version, and a {@link DemoReport} says what came of it.
 */
@NullMarked
package io.vedette.cli.demo;

import org.jspecify.annotations.NullMarked;
