package io.vedette.dashboard;

import io.vedette.proto.v1.AccuracyPart;
import io.vedette.proto.v1.FieldAccuracy;
import io.vedette.proto.v1.FieldEstimate;
import io.vedette.proto.v1.GetHistoryRequest;
import io.vedette.proto.v1.History;
import io.vedette.proto.v1.HistoryLine;
import io.vedette.proto.v1.HistoryPoint;
import io.vedette.proto.v1.ListFieldAccuracyResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A day of figures, made from a seed: calm at night, busy by day, two hours without a coordinator.
 */
final class StoryHistory {

  private static final long DAY_MS = 86_400_000;
  private static final int POINTS = 144;

  private record Form(String unit, double base, double swing, double noise) {}

  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          Map.entry("frames", new Form("1/s", 14, 4, 0.6)),
          Map.entry("escalations", new Form("1/s", 0.9, 0.7, 0.08)),
          Map.entry("verdicts", new Form("1/s", 0.9, 0.7, 0.08)),
          Map.entry("audits", new Form("1/s", 0.1, 0.05, 0.02)),
          Map.entry("bytes", new Form("bytes/s", 62_000, 41_000, 4_000)),
          Map.entry("share", new Form("", 0.066, 0.04, 0.004)),
          Map.entry("budget", new Form("", 0.55, 0.3, 0.03)),
          Map.entry("latency", new Form("ms", 21, 5, 1)),
          Map.entry("latency-p95", new Form("ms", 34, 9, 2)),
          Map.entry("verdict-delay", new Form("ms", 420, 260, 40)),
          Map.entry("devices", new Form("devices", 3, 0, 0)),
          Map.entry("cameras", new Form("cameras", 4, 0, 0)),
          Map.entry("waiting", new Form("frames", 6, 6, 1)),
          Map.entry("trainable", new Form("devices", 2, 1, 0)));

  private static final Map<String, Double> ACCURACY =
      Map.of("precision", 0.926, "recall", 0.899, "f1", 0.912);

  private StoryHistory() {}

  static History of(GetHistoryRequest request, long nowMs) {
    long toMs = request.getToMs() == 0 ? nowMs : request.getToMs();
    long fromMs = request.getFromMs() == 0 ? toMs - DAY_MS : request.getFromMs();
    long stepMs = Math.max(10_000, (toMs - fromMs) / POINTS / 10_000 * 10_000);
    History.Builder history =
        History.newBuilder().setFromMs(fromMs / stepMs * stepMs).setToMs(toMs).setStepMs(stepMs);
    for (String figure : request.getFiguresList()) {
      if (ACCURACY.containsKey(figure)) {
        history.addLines(accuracy(figure, "student:6 by 3f9a1c07be52", history, 0, 0.6));
        history.addLines(accuracy(figure, "student:7 by 3f9a1c07be52", history, 0.6, 1));
      } else if (figure.equals("versions")) {
        history.addLines(version("student:6", history, false));
        history.addLines(version("student:7", history, true));
      } else {
        history.addLines(line(figure, history));
      }
    }
    return history.build();
  }

  /** Of two versions, each with its parts. */
  static ListFieldAccuracyResponse accuracy(AccuracyPart part, long nowMs) {
    List<String> parts =
        switch (part) {
          case ACCURACY_PART_CAMERA -> List.of("line-1/line-1-cam", "line-2/line-2-cam");
          case ACCURACY_PART_LABEL -> List.of("open", "short", "spur");
          default -> List.of("");
        };
    ListFieldAccuracyResponse.Builder answer = ListFieldAccuracyResponse.newBuilder();
    for (int version = 7; version > 5; version--) {
      for (String name : parts) {
        double worse = 0.03 * (7 - version) + 0.02 * parts.indexOf(name);
        answer.addRows(
            FieldAccuracy.newBuilder()
                .setVersion("student:" + version)
                .setTeacher("3f9a1c07be52")
                .setPart(name)
                .setAudits(412 / parts.size())
                .setFound(1_804 / parts.size())
                .setInvented(143 / parts.size())
                .setMissed(201 / parts.size())
                .setPrecision(estimate(0.926 - worse))
                .setRecall(estimate(0.899 - worse))
                .setF1(estimate(0.912 - worse))
                .setLastMs(nowMs - 60_000));
      }
    }
    return answer.setTotal(answer.getRowsCount()).build();
  }

  private static FieldEstimate estimate(double value) {
    return FieldEstimate.newBuilder()
        .setValue(value)
        .setLow(value - 0.03)
        .setHigh(value + 0.025)
        .build();
  }

  private static HistoryLine line(String figure, History.Builder of) {
    Form form = FORMS.getOrDefault(figure, new Form("", 0.8, 0.1, 0.02));
    Random random = new Random(figure.hashCode());
    HistoryLine.Builder line = HistoryLine.newBuilder().setFigure(figure).setUnit(form.unit);
    for (long at = of.getFromMs(); at < of.getToMs(); at += of.getStepMs()) {
      double noise = form.noise * random.nextGaussian();
      if (down(at, of)) {
        continue;
      }
      double day = -Math.cos(2 * Math.PI * (at % DAY_MS) / DAY_MS);
      double value = Math.max(0, form.base + form.swing * day + noise);
      line.addPoints(
          HistoryPoint.newBuilder()
              .setAtMs(at)
              .setValue((float) value)
              .setLow((float) Math.max(0, value - 2 * form.noise))
              .setHigh((float) (value + 2 * form.noise)));
    }
    return line.build();
  }

  /** An interval narrows from audit to audit; the newer version is better. */
  private static HistoryLine accuracy(
      String figure, String series, History.Builder of, double begin, double end) {
    HistoryLine.Builder line = HistoryLine.newBuilder().setFigure(figure).setDetail(series);
    for (long at = of.getFromMs(); at < of.getToMs(); at += of.getStepMs()) {
      double done = (double) (at - of.getFromMs()) / (of.getToMs() - of.getFromMs());
      if (done >= begin && done < end && !down(at, of)) {
        double value = ACCURACY.getOrDefault(figure, 0.9) - (begin > 0 ? 0 : 0.05);
        double width = 0.03 + 0.12 / (1 + 30 * (done - begin));
        line.addPoints(
            HistoryPoint.newBuilder()
                .setAtMs(at)
                .setValue((float) value)
                .setLow((float) (value - width))
                .setHigh((float) Math.min(1, value + width)));
      }
    }
    return line.build();
  }

  /** The new version spreads in three waves. */
  private static HistoryLine version(String name, History.Builder of, boolean fresh) {
    HistoryLine.Builder line = HistoryLine.newBuilder().setFigure("versions").setDetail(name);
    for (long at = of.getFromMs(); at < of.getToMs(); at += of.getStepMs()) {
      double done = (double) (at - of.getFromMs()) / (of.getToMs() - of.getFromMs());
      double share = List.of(0.0, 0.0, 1 / 3.0, 2 / 3.0, 1.0).get((int) Math.min(4, done * 5));
      double value = fresh ? share : 1 - share;
      if (value > 0 && !down(at, of)) {
        line.addPoints(
            HistoryPoint.newBuilder()
                .setAtMs(at)
                .setValue((float) value)
                .setLow((float) value)
                .setHigh((float) value));
      }
    }
    return line.build();
  }

  private static boolean down(long at, History.Builder of) {
    double done = (double) (at - of.getFromMs()) / (of.getToMs() - of.getFromMs());
    return done > 0.31 && done < 0.37;
  }
}
