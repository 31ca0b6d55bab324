package io.vedette.cli.model;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.GetLineageRequest;
import io.vedette.proto.v1.LineageEdge;
import io.vedette.registry.RegistryException;
import io.vedette.registry.lineage.LineageGraph;
import io.vedette.registry.lineage.LineageNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a version was made from, and where it went. */
@Command(
    name = "lineage",
    mixinStandardHelpOptions = true,
    description = "Show what a version was made from, and where it went, nearest first.")
final class ModelLineage implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(paramLabel = "VERSION", description = "name:number or name@alias")
  private String reference;

  @Mixin private final JsonOption json = new JsonOption();

  @Spec private CommandSpec spec;

  /** What is followed, and both ways from it, the nearest first. */
  private record Lines(String version, List<LineageNode> madeFrom, List<LineageNode> wentInto) {}

  @Override
  public Integer call() throws IOException, RegistryException {
    try (CoordinatorClient registry = coordinator.dial()) {
      String id = "version/" + registry.version(reference).id();
      GetLineageRequest request = GetLineageRequest.newBuilder().setReference(reference).build();
      LineageGraph graph = read(registry.ask(stub -> stub.getLineage(request)));
      Lines lines = new Lines(id, graph.ancestors(id), graph.descendants(id));
      json.write(lines);
      PrintWriter out = spec.commandLine().getOut();
      out.println(id);
      print(out, "made from", lines.madeFrom());
      print(out, "went into", lines.wentInto());
      out.flush();
      return 0;
    }
  }

  private static void print(PrintWriter out, String title, List<LineageNode> nodes) {
    out.println(title + ":" + (nodes.isEmpty() ? " nothing known" : ""));
    nodes.forEach(n -> out.println("  " + n.id() + "  " + n.text()));
  }

  private static LineageGraph read(io.vedette.proto.v1.LineageGraph message) {
    LineageGraph.Builder graph = LineageGraph.builder();
    for (var node : message.getNodesList()) {
      String name = node.getId().substring(node.getId().indexOf('/') + 1);
      graph.node(new LineageNode(node.getKind(), name, node.getText()));
    }
    for (LineageEdge edge : message.getEdgesList()) {
      graph.edge(edge.getFrom(), edge.getTo());
    }
    return graph.build();
  }
}
