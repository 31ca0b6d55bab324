/** Commands about the place of a camera and of what it sees. */
@NullMarked
package io.vedette.cli.place;

import org.jspecify.annotations.NullMarked;
