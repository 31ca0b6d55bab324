/**
 * The loops of deployments. Rounds, distillations and rollouts ({@link LoopStages}) are the stages
 * of a {@link DeploymentLoop}; {@link DeploymentLoops} are all of them, driven by the {@link
 * LoopController}. {@link AgentHandler} and {@link FrameListener} bring it what happened, {@link
 * LoopManagement} what people ask for; {@link DeploymentManagement} makes, changes and deletes
 * deployments. An update and a version go one way: round, distillation, rollout.
 */
@NullMarked
package io.vedette.cloud.loop;

import org.jspecify.annotations.NullMarked;
