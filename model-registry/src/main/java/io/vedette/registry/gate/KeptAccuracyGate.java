package io.vedette.registry.gate;

import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.Locale;
import java.util.Optional;

/**
 * A variant keeps what the float one finds, on the same pictures: the candidate is quantised or
 * pruned, the baseline the float model that it was made of. AP50 alone is blind to boxes that have
 * moved a little, which AP shows.
 *
 * @param ap50 share of the baseline's AP50 that must stay, 0 to 1
 * @param ap share of the baseline's AP that must stay, 0 to 1; 0: it is not looked at
 */
public record KeptAccuracyGate(double ap50, double ap) implements Gate {

  @Override
  public String name() {
    return "kept-accuracy";
  }

  @Override
  public GateResult judge(ModelMetrics candidate, ModelMetrics baseline) {
    return SamePicturesCheck.refusal(name(), candidate, baseline)
        .or(() -> apRefusal(candidate, baseline))
        .orElseGet(
            () -> {
              boolean enough50 = candidate.ap50() >= ap50 * baseline.ap50();
              boolean enough = ap == 0 || candidate.ap() >= ap * baseline.ap();
              String why = text("AP50", candidate.ap50(), baseline.ap50(), enough50, ap50);
              if (ap > 0) {
                why += "; " + text("AP", candidate.ap(), baseline.ap(), enough, ap);
              }
              return new GateResult(name(), enough50 && enough, why);
            });
  }

  private Optional<GateResult> apRefusal(ModelMetrics candidate, ModelMetrics baseline) {
    return ap == 0
        ? Optional.empty()
        : NumberCheck.refusal("AP", candidate.ap(), baseline.ap())
            .map(why -> new GateResult(name(), false, why));
  }

  private static String text(String what, double has, double of, boolean enough, double share) {
    return String.format(
        Locale.ROOT, "%s %.3f %s %.3f x %.3f", what, has, enough ? ">=" : "<", of, share);
  }
}
