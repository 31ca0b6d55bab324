/**
 * The coordinator as commands ask it: a {@code CoordinatorOption} says where it is and with which
 * token, a {@code CoordinatorClient} is the connection to it. {@code RunningDemos} are what
 * commands find by themselves: each {@code RunningDemo} has left its address in the user's state
 * folder.
 */
@NullMarked
package io.vedette.cli.coordinator;

import org.jspecify.annotations.NullMarked;
