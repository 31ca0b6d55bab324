/** {@code vedette generate}: labelled pictures of boards that never were. */
@NullMarked
package io.vedette.cli.generate;

import org.jspecify.annotations.NullMarked;
