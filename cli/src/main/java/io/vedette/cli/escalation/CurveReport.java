package io.vedette.cli.escalation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.cli.escalation.Curve.Point;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Several sets of curves, shown as tables, drawn, and kept as JSON. */
public final class CurveReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final Path folder;
  private final Map<String, List<Curve>> sections = new LinkedHashMap<>();

  /**
   * @param folder where pictures and {@code curves.json} go; must be there
   */
  public CurveReport(PrintWriter out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  /** Prints a set's table and draws it. */
  public void add(String title, List<Curve> curves) throws IOException {
    sections.put(title, curves);
    out.println("### " + title + "\n");
    out.println(CurveText.of(curves, "F1", Point::f1));
    if (curves.get(0).points().stream().anyMatch(point -> point.ap() >= 0)) {
      out.println(CurveText.of(curves, "AP50", Point::ap));
    }
    out.flush();
    String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    CurveChart.write(folder.resolve(name + ".png"), title, curves);
  }

  /** The sets by their titles. */
  Map<String, List<Curve>> sections() {
    return Collections.unmodifiableMap(sections);
  }

  /** Writes all sets to {@code curves.json}. */
  public void write() throws IOException {
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("curves.json").toFile(), sections);
  }
}
