/**
 * What groups of cameras run and learn. A {@link DeploymentSpec} is what people apply, a {@link
 * Deployment} what is stored of it; {@link SpecText} reads it over what the coordinator's file says
 * and compares two. {@link CameraSelection} is the rule that says which camera belongs to which
 * deployment, {@link CameraChange} what another rule would do.
 */
@NullMarked
package io.vedette.cloud.deployment;

import org.jspecify.annotations.NullMarked;
