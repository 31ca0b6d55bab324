@NullMarked
package io.vedette.cli.check;

import org.jspecify.annotations.NullMarked;
