package io.vedette.federated.train;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The initializers of a graph that are not trained. A batch normalization whose scale is one of
 * them keeps its running statistics too, and uses them in training.
 */
record FrozenWeights(Set<String> names) {

  private static final int SHOWN = 6;

  FrozenWeights {
    names = Set.copyOf(names);
  }

  /**
   * Those whose names match a pattern: {@code *} stands for any characters, {@code ?} for one.
   *
   * @throws DetectorException when a pattern matches nothing, naming what looks like it
   */
  static FrozenWeights of(Graph graph, List<String> patterns) throws DetectorException {
    Set<String> initializers = graph.initializers().keySet();
    Set<String> names = new HashSet<>();
    for (String pattern : patterns) {
      Pattern regex = Pattern.compile(regex(pattern));
      if (initializers.stream().noneMatch(name -> regex.matcher(name).matches())) {
        throw new DetectorException(
            "no initializer is called "
                + pattern
                + "; nearest are "
                + String.join(", ", nearest(pattern, initializers)));
      }
      initializers.stream().filter(name -> regex.matcher(name).matches()).forEach(names::add);
    }
    for (NodeProto node : graph.nodes()) {
      if (node.getOpType().equals("BatchNormalization") && names.contains(node.getInput(1))) {
        names.addAll(node.getInputList().subList(3, 5));
      }
    }
    return new FrozenWeights(names);
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  private static String regex(String pattern) {
    return Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
  }

  private static List<String> nearest(String pattern, Collection<String> names) {
    String text = pattern.replaceAll("[*?]", "").toLowerCase(Locale.ROOT);
    return names.stream()
        .sorted(Comparator.comparingInt(name -> distance(text, name.toLowerCase(Locale.ROOT))))
        .limit(SHOWN)
        .toList();
  }

  /**
   * Changes of a letter that turn a text into some beginning of a name; Levenshtein's distance with
   * the rest of the name free.
   */
  private static int distance(String text, String name) {
    int[] row = new int[name.length() + 1];
    for (int i = 0; i < row.length; i++) {
      row[i] = i;
    }
    for (int t = 1; t <= text.length(); t++) {
      int diagonal = row[0];
      row[0] = t;
      for (int n = 1; n < row.length; n++) {
        int above = row[n];
        int same = diagonal + (text.charAt(t - 1) == name.charAt(n - 1) ? 0 : 1);
        row[n] = Math.min(same, 1 + Math.min(above, row[n - 1]));
        diagonal = above;
      }
    }
    int least = row[0];
    for (int distance : row) {
      least = Math.min(least, distance);
    }
    return least;
  }
}
