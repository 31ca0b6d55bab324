package io.vedette.cloud.history;

import java.util.List;

/**
 * A figure over time.
 *
 * @param detail which of its series; empty of most figures
 * @param points the oldest first
 */
public record FigureLine(Figure figure, String detail, List<FigurePoint> points) {

  public FigureLine {
    points = List.copyOf(points);
  }
}
