/**
 * How log lines look: {@link LogConfigurator} sets up Logback for every {@code vedette} process,
 * {@link LogSettings} says from where the level and the {@link LogFormat} are taken.
 */
@NullMarked
package io.vedette.cli.logging;

import org.jspecify.annotations.NullMarked;
