@NullMarked
package io.vedette.cli.process;

import org.jspecify.annotations.NullMarked;
