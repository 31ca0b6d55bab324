package io.vedette.cloud.rpc;

import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.escalation.QuarantinedFrame;
import io.vedette.proto.v1.ListQuarantineRequest;
import io.vedette.proto.v1.ListQuarantineResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import java.util.List;

/** Frames that no teacher could answer, as messages. */
final class QuarantinePages implements AnsweredCalls {

  private final EscalationQueries escalations;

  QuarantinePages(EscalationQueries escalations) {
    this.escalations = escalations;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls.answer(ManagementServiceGrpc.getListQuarantineMethod(), this::list);
  }

  ListQuarantineResponse list(ListQuarantineRequest request) {
    int total = escalations.quarantined();
    List<QuarantinedFrame> wanted =
        escalations.quarantine(total).stream()
            .filter(
                frame ->
                    request.getAgentId().isEmpty() || request.getAgentId().equals(frame.agentId()))
            .filter(
                frame ->
                    Texts.contain(
                        request.getText(),
                        frame.id(),
                        frame.agentId(),
                        frame.cameraId(),
                        frame.reason()))
            .toList();
    var page =
        Paging.page(
            wanted,
            QuarantinedFrame::id,
            QuarantinePages::write,
            request.getPageToken(),
            request.getPageSize());
    return ListQuarantineResponse.newBuilder()
        .addAllFrames(page.items())
        .setNextPageToken(page.next())
        .setTotal(total)
        .build();
  }

  static io.vedette.proto.v1.QuarantinedFrame write(QuarantinedFrame frame) {
    return io.vedette.proto.v1.QuarantinedFrame.newBuilder()
        .setEscalationId(frame.id())
        .setAgentId(frame.agentId())
        .setCameraId(frame.cameraId())
        .setGivenUpAtMs(frame.atMs())
        .setWhy(Texts.shortened(frame.reason()))
        .setFrameSha256(frame.frameSha256())
        .build();
  }
}
