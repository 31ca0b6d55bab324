/**
 * Where the stages of the loop meet: rounds, distillations and rollouts ({@link LoopStages}) are
 * driven by the {@link LoopController}; {@link AgentHandler} and {@link FrameListener} bring it
 * what happened, {@link LoopManagement} what people ask for. An update and a version go one way:
 * round, distillation, rollout.
 */
@NullMarked
package io.vedette.cloud.loop;

import org.jspecify.annotations.NullMarked;
