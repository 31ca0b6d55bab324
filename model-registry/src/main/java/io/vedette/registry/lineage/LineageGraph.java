package io.vedette.registry.lineage;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was made from what: frame, verdict, update, round, distillation, version, rollout, device;
 * immutable, followed both ways.
 */
public final class LineageGraph {

  private final Map<String, LineageNode> nodes;
  private final Set<LineageEdge> edges;
  private final Map<String, Set<String>> sources = new LinkedHashMap<>();
  private final Map<String, Set<String>> products = new LinkedHashMap<>();

  private LineageGraph(Map<String, LineageNode> nodes, Set<LineageEdge> edges) {
    this.nodes = Collections.unmodifiableMap(nodes);
    this.edges = Collections.unmodifiableSet(edges);
    for (LineageEdge edge : edges) {
      sources.computeIfAbsent(edge.to(), n -> new LinkedHashSet<>()).add(edge.from());
      products.computeIfAbsent(edge.from(), n -> new LinkedHashSet<>()).add(edge.to());
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  public Collection<LineageNode> nodes() {
    return nodes.values();
  }

  public Set<LineageEdge> edges() {
    return edges;
  }

  public @Nullable LineageNode node(String id) {
    return nodes.get(id);
  }

  /** Everything that a thing was made from, nearest first; without the thing itself. */
  public List<LineageNode> ancestors(String id) {
    return follow(id, at -> sources.getOrDefault(at, Set.of()));
  }

  /** Everything that was made from a thing, nearest first; without the thing itself. */
  public List<LineageNode> descendants(String id) {
    return follow(id, at -> products.getOrDefault(at, Set.of()));
  }

  /** The part of this graph that a thing came from or went into. */
  public LineageGraph around(String id) {
    Set<String> ids = new LinkedHashSet<>();
    ids.add(id);
    ancestors(id).forEach(n -> ids.add(n.id()));
    descendants(id).forEach(n -> ids.add(n.id()));
    Builder part = builder();
    nodes.values().stream().filter(n -> ids.contains(n.id())).forEach(part::node);
    edges.stream()
        .filter(e -> ids.contains(e.from()) && ids.contains(e.to()))
        .forEach(e -> part.edge(e.from(), e.to()));
    return part.build();
  }

  private List<LineageNode> follow(String start, Function<String, Set<String>> next) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> waiting = new ArrayDeque<>(next.apply(start));
    while (!waiting.isEmpty()) {
      String id = waiting.removeFirst();
      if (!id.equals(start) && seen.add(id)) {
        waiting.addAll(next.apply(id));
      }
    }
    return seen.stream().flatMap(id -> java.util.stream.Stream.ofNullable(nodes.get(id))).toList();
  }

  /** Collects nodes and edges; the first of two equal ids stays. */
  public static final class Builder {

    private final Map<String, LineageNode> nodes = new LinkedHashMap<>();
    private final Set<LineageEdge> edges = new LinkedHashSet<>();

    private Builder() {}

    public Builder node(LineageNode node) {
      nodes.putIfAbsent(node.id(), node);
      return this;
    }

    /** {@code to} was made from {@code from}. */
    public Builder edge(String from, String to) {
      edges.add(new LineageEdge(from, to));
      return this;
    }

    /**
     * @throws IllegalStateException when an edge has an end that is no node
     */
    public LineageGraph build() {
      for (LineageEdge edge : edges) {
        if (!nodes.containsKey(edge.from()) || !nodes.containsKey(edge.to())) {
          throw new IllegalStateException(edge + " has an end that is no node");
        }
      }
      return new LineageGraph(new LinkedHashMap<>(nodes), new LinkedHashSet<>(edges));
    }
  }
}
