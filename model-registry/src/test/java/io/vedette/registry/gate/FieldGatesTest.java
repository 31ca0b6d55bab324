package io.vedette.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.evaluate.F1Difference.Pair;
import io.vedette.detector.evaluate.ObjectCounts;
import io.vedette.registry.manifest.GateMeasure;
import io.vedette.registry.manifest.GateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldGatesTest {

  private static ObjectCounts found(int found, int of) {
    return new ObjectCounts(found, of - found, 0);
  }

  /** Frames of a camera with four objects of a class, each found with some probability. */
  private static List<PairedFrame> frames(
      String camera, String label, int count, double current, double next, long seed) {
    Random random = new Random(seed);
    List<PairedFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int before = 0;
      int after = 0;
      for (int object = 0; object < 4; object++) {
        double luck = random.nextDouble();
        before += luck < current ? 1 : 0;
        after += luck < next ? 1 : 0;
      }
      frames.add(
          new PairedFrame(camera, Map.of(label, new Pair(found(before, 4), found(after, 4)))));
    }
    return frames;
  }

  private static List<PairedFrame> frames(int count, double current, double next) {
    return frames("one", "open", count, current, next, 5);
  }

  private static FieldEvidence audits(List<PairedFrame> audits) {
    return new FieldEvidence(audits, List.of());
  }

  @Test
  void aVersionIsNotWorseWhenItsLowerBoundIsAboveTheMargin() {
    NotWorseGate gate = new NotWorseGate(0.02);

    GateResult better = gate.judge(audits(frames(100, 0.6, 0.7)));
    assertThat(better.passed()).isTrue();
    assertThat(better.framesWanted()).isZero();
    assertThat(better.measures()).hasSize(1);
    GateMeasure measure = better.measures().get(0);
    assertThat(measure.frames()).isEqualTo(100);
    assertThat(measure.objects()).isEqualTo(400);
    assertThat(measure.low()).isGreaterThan(0).isLessThan(measure.difference());
    assertThat(gate.judge(audits(frames(100, 0.7, 0.6))).passed()).isFalse();
  }

  @Test
  void tooFewAuditsSayHowManyWouldDo() {
    NotWorseGate gate = new NotWorseGate(0.02);

    GateResult few = gate.judge(audits(frames(6, 0.6, 0.62)));
    assertThat(few.passed()).isFalse();
    assertThat(few.framesWanted()).isGreaterThan(6);
    assertThat(few.why()).endsWith("too few to decide");
    assertThat(gate.judge(audits(frames(200, 0.8, 0.5))).framesWanted())
        .as("what is surely worse is not waited for")
        .isZero();
    assertThat(gate.judge(audits(List.of())).passed()).as("nothing passes unseen").isFalse();
  }

  @Test
  void aGainOnEitherSampleIsEnough() {
    GainGate gate = new GainGate();
    List<PairedFrame> same = frames(60, 0.6, 0.6);
    List<PairedFrame> better = frames(60, 0.5, 0.7);

    assertThat(gate.judge(new FieldEvidence(better, same)).passed()).isTrue();
    assertThat(gate.judge(new FieldEvidence(same, better)).passed()).isTrue();
    assertThat(gate.judge(new FieldEvidence(same, same)).passed()).isFalse();
    assertThat(gate.judge(new FieldEvidence(same, List.of())).why()).startsWith("no gain is sure");
  }

  @Test
  void aCameraOrAClassThatIsWorseIsNamed() {
    List<PairedFrame> audits = new ArrayList<>(frames("one", "open", 100, 0.6, 0.8, 1));
    audits.addAll(frames("two", "short", 30, 0.9, 0.5, 2));
    GateResult judged = new GroupGate(50).judge(audits(audits));

    assertThat(judged.passed()).isFalse();
    assertThat(judged.why()).contains("camera two is worse").contains("class short is worse");
    assertThat(judged.measures()).extracting(GateMeasure::sample).contains("camera one");
    assertThat(new GroupGate(200).judge(audits(audits)).passed())
        .as("the camera has 120 objects")
        .isTrue();
  }

  @Test
  void manyGroupsThatAreNotWorseSeldomLookSo() {
    int refused = 0;
    for (int fleet = 0; fleet < 200; fleet++) {
      Random random = new Random(fleet);
      List<PairedFrame> audits = new ArrayList<>();
      for (int camera = 0; camera < 20; camera++) {
        for (int frame = 0; frame < 15; frame++) {
          int before = random.nextInt(5);
          int after = random.nextInt(5);
          audits.add(
              new PairedFrame(
                  "camera-" + camera, Map.of("open", new Pair(found(before, 4), found(after, 4)))));
        }
      }
      refused += new GroupGate(50).judge(audits(audits)).passed() ? 0 : 1;
    }
    // at most 10 expected, and a standard deviation of 3
    assertThat(refused).isLessThanOrEqualTo(19);
  }

  @Test
  void holmsProcedureStopsAtTheFirstThatIsNotSignificant() {
    assertThat(HolmCorrection.significant(List.of(0.03, 0.01, 0.02, 0.9), p -> p, 0.05))
        .containsExactly(0.01);
    assertThat(HolmCorrection.significant(List.of(0.02, 0.01), p -> p, 0.05))
        .containsExactly(0.01, 0.02);
    assertThat(HolmCorrection.significant(List.<Double>of(), p -> p, 0.05)).isEmpty();
  }
}
