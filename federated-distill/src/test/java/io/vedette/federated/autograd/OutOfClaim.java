package io.vedette.federated.autograd;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of ONNX's node tests of claimed operators are out of what is claimed, and why. */
final class OutOfClaim {

  private record Rule(Pattern name, String why) {
    Rule(String name, String why) {
      this(Pattern.compile(name), why);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(".*uint(16|32|64).*", "libtorch has no arithmetic on these types"),
          new Rule(".*_string.*", "texts"),
          new Rule(
              ".*(float16|FLOAT16|FLOAT8|FLOAT4|INT4|INT2|e8m0|E8M0).*",
              "only 32 bit floats are trained"),
          new Rule(
              "test_(de)?quantizelinear_.*(blocked|e4m3fn|e5m2|4e2m1|int16|int4|int2).*",
              "codes are of 8 bits, a step per tensor or channel"),
          new Rule("test_dynamicquantizelinear.*", "codes stay floats: there is no cast to bytes"),
          new Rule("test_identity_(opt|sequence)", "sequences and optionals"),
          new Rule("test_reduce_(max|min)_empty_set", "no detector reduces over nothing"),
          new Rule(".*_select_last_index", "libtorch gives the first of equals"),
          new Rule("test_(averagepool|maxpool)_.*dilations.*", "DJL passes no dilation to pools"),
          new Rule("test_maxpool_with_argmax.*", "DJL gives no indices"),
          new Rule("test_(training_)?dropout.*_mask.*", "DJL gives no mask"),
          new Rule("test_training_dropout(_default)?", "another random number generator"),
          new Rule(
              "test_resize_.*(antialias|tf_crop_and_resize|not_larger|not_smaller).*",
              "for preparing pictures, not in detectors"));

  private OutOfClaim() {}

  /** Null when the case must pass. */
  static @Nullable String reason(NodeCases.Case c) {
    return RULES.stream()
        .filter(rule -> rule.name().matcher(c.name()).matches())
        .map(Rule::why)
        .findFirst()
        .orElse(null);
  }
}
