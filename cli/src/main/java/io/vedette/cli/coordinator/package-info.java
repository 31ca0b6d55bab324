/**
 * The coordinator as commands ask it: a {@code CoordinatorOption} says where it is and with which
 * token, a {@code Coordinator} is the line to it, a {@code CoordinatorException} why it did not
 * answer.
 */
@NullMarked
package io.vedette.cli.coordinator;

import org.jspecify.annotations.NullMarked;
