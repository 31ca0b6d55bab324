package io.vedette.registry.gate;

import io.vedette.detector.evaluate.F1Difference;
import io.vedette.registry.manifest.GateMeasure;
import io.vedette.registry.manifest.GateResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On frames chosen at random a new version is significantly worse for no camera and no class
 * ({@link HolmCorrection}, 5% for all together).
 *
 * @param minObjects cameras and classes with fewer objects are not judged
 */
public record GroupGate(int minObjects) implements FieldGate {

  private static final double LEVEL = 0.05;
  private static final int MAX_MEASURES = 12;

  private record Group(String name, F1Difference difference) {
    private GateMeasure measure() {
      return FieldEvidence.measure(name, difference);
    }
  }

  @Override
  public String name() {
    return "no-group-worse";
  }

  @Override
  public GateResult judge(FieldEvidence evidence) {
    List<Group> groups =
        Stream.concat(cameras(evidence.audits()), classes(evidence.audits()))
            .filter(group -> group.difference().known())
            .filter(group -> group.difference().objects() >= minObjects)
            .toList();
    List<Group> worse =
        HolmCorrection.significant(
            groups, group -> group.difference().probabilityOfNoLoss(), LEVEL);
    List<GateMeasure> measures =
        groups.stream()
            .sorted(Comparator.comparingDouble(group -> group.difference().probabilityOfNoLoss()))
            .limit(MAX_MEASURES)
            .map(Group::measure)
            .toList();
    return new GateResult(name(), worse.isEmpty(), text(groups, worse), measures, 0);
  }

  private String text(List<Group> groups, List<Group> worse) {
    if (worse.isEmpty()) {
      return groups.isEmpty()
          ? "no camera and no class has " + minObjects + " objects"
          : "none of " + groups.size() + " cameras and classes is worse";
    }
    return worse.stream()
        .limit(3)
        .map(group -> group.name() + " is worse: " + FieldEvidence.text(group.measure()))
        .collect(Collectors.joining("; "));
  }

  private static Stream<Group> cameras(List<PairedFrame> frames) {
    return frames.stream()
        .collect(Collectors.groupingBy(PairedFrame::camera, Collectors.toList()))
        .entrySet()
        .stream()
        .map(e -> new Group("camera " + e.getKey(), FieldEvidence.difference(e.getValue())));
  }

  private static Stream<Group> classes(List<PairedFrame> frames) {
    TreeSet<String> labels = new TreeSet<>();
    frames.forEach(frame -> labels.addAll(frame.byLabel().keySet()));
    List<Group> classes = new ArrayList<>();
    for (String label : labels) {
      classes.add(
          new Group(
              "class " + label,
              F1Difference.of(frames.stream().map(frame -> frame.of(label)).toList())));
    }
    return classes.stream();
  }
}
