package io.vedette.cloud.rpc;

import io.vedette.cloud.loop.LoopManagement;
import io.vedette.cloud.loop.LoopManagement.RolloutAction;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.proto.v1.CancelDistillationRequest;
import io.vedette.proto.v1.CancelRoundRequest;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.GetRolloutPlanRequest;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutPlan;
import io.vedette.proto.v1.RolloutRequest;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.StartRoundRequest;

/** What people start, stop and plan in the loop. */
final class LoopChanges implements AnsweredCalls {

  private final LoopManagement loop;
  private final ActiveTime time;

  LoopChanges(LoopManagement loop, ActiveTime time) {
    this.loop = loop;
    this.time = time;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getStartRoundMethod(), this::start)
        .answer(ManagementServiceGrpc.getCancelRoundMethod(), this::cancel)
        .answer(ManagementServiceGrpc.getCancelDistillationMethod(), this::cancel)
        .answer(ManagementServiceGrpc.getGetRolloutPlanMethod(), this::plan)
        .answer(ManagementServiceGrpc.getStartRolloutMethod(), this::start)
        .answer(ManagementServiceGrpc.getPauseRolloutMethod(), wanted(RolloutAction.PAUSE))
        .answer(ManagementServiceGrpc.getResumeRolloutMethod(), wanted(RolloutAction.RESUME))
        .answer(ManagementServiceGrpc.getAbortRolloutMethod(), wanted(RolloutAction.ABORT))
        .answer(ManagementServiceGrpc.getRollBackMethod(), wanted(RolloutAction.ROLL_BACK));
  }

  private Round start(StartRoundRequest request) throws Exception {
    return LoopMapper.write(loop.startRound(request.getDeployment()));
  }

  private Round cancel(CancelRoundRequest request) throws Exception {
    return LoopMapper.write(loop.cancelRound(request.getRoundId(), request.getWhy()));
  }

  private Distillation cancel(CancelDistillationRequest request) throws Exception {
    return LoopMapper.write(loop.cancelDistillation(request.getDistillationId(), request.getWhy()));
  }

  private RolloutPlan plan(GetRolloutPlanRequest request) throws Exception {
    return LoopMapper.write(loop.planRollout(request.getReference()));
  }

  private Rollout start(StartRolloutRequest request) throws Exception {
    return LoopMapper.write(loop.startRollout(request.getReference()));
  }

  private ServiceCalls.Answer<RolloutRequest, Rollout> wanted(RolloutAction action) {
    return request ->
        LoopMapper.write(
            loop.request(request.getRolloutId(), action, request.getWhy(), time.now()));
  }
}
