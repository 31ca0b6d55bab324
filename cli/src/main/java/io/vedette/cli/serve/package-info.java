/**
 * The processes that run until they are stopped, each in the {@code Foreground}: agent,
 * coordinator, teacher, distiller, dashboard.
 */
@NullMarked
package io.vedette.cli.serve;

import org.jspecify.annotations.NullMarked;
