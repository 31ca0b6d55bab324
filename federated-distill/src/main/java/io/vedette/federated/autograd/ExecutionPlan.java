package io.vedette.federated.autograd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes that some wanted tensors need, in file order (which ONNX requires to be a possible
 * order of execution), each with the tensors that nobody needs after it.
 */
record ExecutionPlan(List<Step> steps) {

  /** One node, and what can be freed when it has run. */
  record Step(Program.Instruction instruction, List<String> dead) {}

  static ExecutionPlan of(
      List<Program.Instruction> program, Collection<String> wanted, ComputePrecision precision) {
    Set<String> needed = new HashSet<>(wanted);
    List<Program.Instruction> used = new ArrayList<>();
    for (int i = program.size() - 1; i >= 0; i--) {
      Program.Instruction instruction = program.get(i);
      if (instruction.outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(instruction.inputs());
        used.add(0, instruction);
      }
    }
    List<Program.Instruction> fused = KernelFusion.apply(used, Set.copyOf(wanted));
    return timed(
        switch (precision) {
          case FLOAT32 -> fused;
          case BFLOAT16 -> ReducedPrecision.apply(fused);
        },
        wanted);
  }

  private static ExecutionPlan timed(List<Program.Instruction> used, Collection<String> wanted) {
    Map<String, Integer> lastUse = new HashMap<>();
    for (int i = 0; i < used.size(); i++) {
      for (String output : used.get(i).outputs()) {
        lastUse.put(output, i);
      }
      for (String input : used.get(i).inputs()) {
        int now = i;
        lastUse.computeIfPresent(input, (name, before) -> now);
      }
    }
    Map<Integer, List<String>> dying = new HashMap<>();
    lastUse.forEach(
        (name, at) -> {
          if (!wanted.contains(name)) {
            dying.computeIfAbsent(at, a -> new ArrayList<>()).add(name);
          }
        });
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < used.size(); i++) {
      steps.add(new Step(used.get(i), dying.getOrDefault(i, List.of())));
    }
    return new ExecutionPlan(steps);
  }
}
