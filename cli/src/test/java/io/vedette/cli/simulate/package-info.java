@NullMarked
package io.vedette.cli.simulate;

import org.jspecify.annotations.NullMarked;
