package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.vedette.cloud.history.Figure;
import io.vedette.cloud.history.FigureHistory;
import io.vedette.cloud.history.FigureLine;
import io.vedette.cloud.history.FigurePoint;
import io.vedette.cloud.history.HistoryAnswer;
import io.vedette.cloud.history.HistoryQuery;
import io.vedette.cloud.history.HistoryScope;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.proto.v1.GetHistoryRequest;
import io.vedette.proto.v1.History;
import io.vedette.proto.v1.HistoryLine;
import io.vedette.proto.v1.HistoryPoint;
import io.vedette.proto.v1.ManagementServiceGrpc;
import java.time.Duration;
import java.util.List;

/** Figures over time as messages. */
final class HistoryPages implements AnsweredCalls {

  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final int DEFAULT_POINTS = 120;

  private final FigureHistory history;
  private final ActiveTime time;

  HistoryPages(FigureHistory history, ActiveTime time) {
    this.history = history;
    this.time = time;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls.answer(
        ManagementServiceGrpc.getGetHistoryMethod(), request -> read(request, time.now().wallMs()));
  }

  /**
   * @param nowMs milliseconds since the epoch
   * @throws io.grpc.StatusRuntimeException when the question has no answer
   */
  History read(GetHistoryRequest request, long nowMs) {
    try {
      return write(history.read(query(request, nowMs), nowMs));
    } catch (IllegalArgumentException e) {
      throw Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  private static HistoryQuery query(GetHistoryRequest request, long nowMs) {
    long toMs = request.getToMs() == 0 ? nowMs : request.getToMs();
    List<Figure> figures =
        request.getFiguresList().stream().map(Figure::ofLabel).distinct().toList();
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("no figure is asked for; there are " + Figure.labels());
    }
    return new HistoryQuery(
        scope(request),
        figures,
        request.getFromMs() == 0 ? Math.max(0, toMs - DAY_MS) : request.getFromMs(),
        toMs,
        request.getPoints() == 0 ? DEFAULT_POINTS : request.getPoints());
  }

  private static HistoryScope scope(GetHistoryRequest request) {
    if (!request.getDeployment().isEmpty() && !request.getAgentId().isEmpty()) {
      throw new IllegalArgumentException("the history is of a deployment or of a device, not both");
    }
    if (!request.getDeployment().isEmpty()) {
      return HistoryScope.deployment(request.getDeployment());
    }
    return request.getAgentId().isEmpty()
        ? HistoryScope.FLEET
        : HistoryScope.device(request.getAgentId());
  }

  static History write(HistoryAnswer answer) {
    History.Builder history =
        History.newBuilder()
            .setFromMs(answer.fromMs())
            .setToMs(answer.toMs())
            .setStepMs(answer.stepMs());
    answer.lines().forEach(line -> history.addLines(write(line)));
    return history.build();
  }

  private static HistoryLine write(FigureLine line) {
    HistoryLine.Builder written =
        HistoryLine.newBuilder()
            .setFigure(line.figure().label())
            .setDetail(line.detail())
            .setUnit(line.figure().unit());
    for (FigurePoint point : line.points()) {
      written.addPoints(
          HistoryPoint.newBuilder()
              .setAtMs(point.atMs())
              .setValue((float) point.value())
              .setLow((float) point.low())
              .setHigh((float) point.high()));
    }
    return written.build();
  }
}
