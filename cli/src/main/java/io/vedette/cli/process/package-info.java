/** What a command starts beside itself: an {@link OwnCommand} is this program once more. */
@NullMarked
package io.vedette.cli.process;

import org.jspecify.annotations.NullMarked;
