/**
 * Options that several commands take: which model and how it is read, which pictures to look at and
 * to calibrate with, which architectures there are.
 */
@NullMarked
package io.vedette.cli.option;

import org.jspecify.annotations.NullMarked;
