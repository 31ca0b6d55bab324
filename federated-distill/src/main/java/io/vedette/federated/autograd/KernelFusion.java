package io.vedette.federated.autograd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several nodes run as one where the library has a quicker whole: {@code Mul(x, Sigmoid(x))} is
 * SiLU, and rounding to codes and back is one call. Only where nobody else needs what lies between.
 */
final class KernelFusion {

  private static final Kernel SILU = Kernel.single(in -> Script.SILU.apply(in.get(0)));

  private KernelFusion() {}

  static List<Program.Instruction> apply(
      List<Program.Instruction> instructions, Set<String> wanted) {
    return silu(rounding(instructions, wanted), wanted);
  }

  private static List<Program.Instruction> rounding(
      List<Program.Instruction> instructions, Set<String> wanted) {
    Map<String, Integer> uses = new HashMap<>();
    Map<String, Program.Instruction> quantizing = new HashMap<>();
    for (Program.Instruction instruction : instructions) {
      instruction.inputs().forEach(name -> uses.merge(name, 1, Integer::sum));
      if (instruction.kernel() instanceof QuantizationOperators.Rounding) {
        quantizing.put(instruction.outputs().get(0), instruction);
      }
    }
    quantizing.keySet().removeIf(name -> uses.getOrDefault(name, 0) != 1 || wanted.contains(name));
    Map<Program.Instruction, Program.Instruction> fused = new HashMap<>();
    Set<Program.Instruction> dropped = new HashSet<>();
    for (Program.Instruction instruction : instructions) {
      List<String> names = instruction.inputs();
      Program.Instruction quantize = quantizing.get(names.isEmpty() ? "" : names.get(0));
      if (quantize != null
          && instruction.type().equals("DequantizeLinear")
          && names.subList(1, names.size()).equals(quantize.inputs().subList(1, names.size()))
          && quantize.kernel() instanceof QuantizationOperators.Rounding rounding) {
        fused.put(instruction, instruction.replacedBy(rounding.andBack(), quantize.inputs()));
        dropped.add(quantize);
      }
    }
    return replaced(instructions, fused, dropped);
  }

  private static List<Program.Instruction> silu(
      List<Program.Instruction> instructions, Set<String> wanted) {
    Map<String, Integer> uses = new HashMap<>();
    Map<String, Program.Instruction> sigmoids = new HashMap<>();
    for (Program.Instruction instruction : instructions) {
      instruction.inputs().forEach(name -> uses.merge(name, 1, Integer::sum));
      if (instruction.type().equals("Sigmoid")) {
        sigmoids.put(instruction.outputs().get(0), instruction);
      }
    }
    sigmoids.keySet().removeIf(name -> uses.getOrDefault(name, 0) != 1 || wanted.contains(name));

    Map<Program.Instruction, Program.Instruction> fused = new HashMap<>();
    Set<Program.Instruction> dropped = new HashSet<>();
    for (Program.Instruction instruction : instructions) {
      if (instruction.type().equals("Mul")) {
        List<String> factors = instruction.inputs();
        for (int i = 0; i < 2; i++) {
          Program.Instruction sigmoid = sigmoids.get(factors.get(i));
          String x = factors.get(1 - i);
          if (sigmoid != null && sigmoid.inputs().get(0).equals(x)) {
            fused.put(instruction, instruction.replacedBy(SILU, List.of(x)));
            dropped.add(sigmoid);
          }
        }
      }
    }
    return replaced(instructions, fused, dropped);
  }

  private static List<Program.Instruction> replaced(
      List<Program.Instruction> instructions,
      Map<Program.Instruction, Program.Instruction> fused,
      Set<Program.Instruction> dropped) {
    List<Program.Instruction> result = new ArrayList<>();
    for (Program.Instruction instruction : instructions) {
      if (!dropped.contains(instruction)) {
        result.add(fused.getOrDefault(instruction, instruction));
      }
    }
    return result;
  }
}
