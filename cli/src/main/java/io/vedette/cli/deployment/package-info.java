/**
 * {@code vedette deployment}: what groups of cameras run and learn. A {@link DeploymentFile} is
 * what a person wrote, and a {@link ChangeText} what the coordinator would make of it.
 */
@NullMarked
package io.vedette.cli.deployment;

import org.jspecify.annotations.NullMarked;
