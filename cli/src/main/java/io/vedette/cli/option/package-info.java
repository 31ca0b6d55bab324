/**
 * Options that several commands take: which model and how it is read, which pictures, which
 * architectures there are.
 */
@NullMarked
package io.vedette.cli.option;

import org.jspecify.annotations.NullMarked;
