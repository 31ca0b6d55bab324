package io.vedette.federated.compress.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.evaluate.Latency;
import io.vedette.detector.evaluate.PairedTiming;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.judge.VariantGate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One variant, measured: a row of a report.
 *
 * @param variant its name
 * @param measured null if the runtime refused the variant
 * @param timing its latency and the reference's, in pairs
 * @param dataDigest names the pictures that it was measured on
 * @param verdict whether it is worth deploying
 */
public record VariantRow(
    String variant,
    VariantFile file,
    Cost cost,
    @Nullable EvaluationReport measured,
    PairedTiming timing,
    String dataDigest,
    Verdict verdict) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Verdict NONE = new Verdict(false, "");

  static VariantRow of(
      String variant,
      Path file,
      Cost cost,
      EvaluationReport measured,
      PairedTiming timing,
      String dataDigest)
      throws IOException {
    return new VariantRow(variant, VariantFile.of(file), cost, measured, timing, dataDigest, NONE);
  }

  /** A variant that the runtime refused, and why. */
  static VariantRow refused(String variant, Path file, Cost cost, String dataDigest, String why)
      throws IOException {
    return new VariantRow(
        variant,
        VariantFile.of(file),
        cost,
        null,
        PairedTiming.NONE,
        dataDigest,
        new Verdict(false, why));
  }

  public VariantRow judged(boolean worth, String why) {
    return judged(new Verdict(worth, why));
  }

  VariantRow judged(Verdict given) {
    return new VariantRow(variant, file, cost, measured, timing, dataDigest, given);
  }

  private VariantRow in(VariantFile other) {
    return new VariantRow(variant, other, cost, measured, timing, dataDigest, verdict);
  }

  /** The same variant after its file was written anew. */
  public VariantRow rewritten() throws IOException {
    return in(VariantFile.of(file.path()));
  }

  /** The same variant in a file of another name. */
  public VariantRow renamed(String name) throws IOException {
    return in(file.renamed(name));
  }

  /** Whether the runtime refused to run it. */
  public boolean refused() {
    return measured == null;
  }

  /** Whether it is worth deploying. */
  public boolean kept() {
    return verdict.passed();
  }

  public String why() {
    return verdict.why();
  }

  public long bytes() {
    return file.bytes();
  }

  public Latency latency() {
    return timing.variant();
  }

  /** NaN if it was refused. */
  public double ap50() {
    return measured == null ? Double.NaN : measured.metrics().ap50();
  }

  /** NaN if it was refused. */
  public double ap() {
    return measured == null ? Double.NaN : measured.metrics().ap();
  }

  /** What was measured, as a report has it; null for figures that there are not. */
  public ObjectNode figures() {
    ObjectNode node = JSON.createObjectNode();
    node.put("parameters", cost.parameters());
    node.put("bytes", file.bytes());
    node.put("packed_bytes", file.packed());
    node.put("gflops", cost.gflops());
    put(node, "AP50", ap50());
    put(node, "AP", ap());
    ObjectNode latency = node.putObject("latency_ms");
    put(latency, "p50", latency().p50());
    put(latency, "p95", latency().p95());
    put(latency, "reference_p50", timing.reference().p50());
    return node;
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
