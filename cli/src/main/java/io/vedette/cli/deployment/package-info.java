/**
 * {@code vedette deployment}: what groups of cameras run and learn. A {@link DeploymentFile} is
 * what a person wrote, a {@link ChangeText} what the coordinator would make of it, and {@link
 * ConfirmOptions} the consent to it.
 */
@NullMarked
package io.vedette.cli.deployment;

import org.jspecify.annotations.NullMarked;
