package io.vedette.cloud.deployment;

import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.distillation.GateConfig;
import io.vedette.cloud.escalation.CameraDeployments;
import io.vedette.cloud.fleet.EscalationTerms;
import io.vedette.cloud.fleet.Selector;
import io.vedette.cloud.quota.Quotas;
import io.vedette.cloud.quota.TeachingPolicy;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.cloud.round.AggregationConfig;
import io.vedette.cloud.round.RoundConfig;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a group of cameras runs and learns. What is missing takes its default.
 *
 * @param name 1 to 24 characters of {@code [a-z0-9-]}, beginning with a letter
 * @param model name of its versions, which no other deployment has (the deployment's name)
 * @param selector tags of its cameras, {@code line=boards,site=hamburg}; empty for "default" only,
 *     which gets the cameras that no other deployment selects
 * @param ownTags whether tags of the device's own file select, too (false)
 * @param teacher name of the teachers that answer its frames ("teacher")
 * @param rounds when rounds open
 * @param distillation how students are re-distilled
 * @param gates what a version must pass
 * @param rollouts how a version comes to the devices
 * @param quotas the most that it may use of what all deployments share (none)
 * @param escalation how devices escalate its frames (as their own files say)
 * @param aggregation how the updates of a round become one student
 */
public record DeploymentSpec(
    String name,
    String model,
    String selector,
    boolean ownTags,
    String teacher,
    RoundConfig rounds,
    DistillationConfig distillation,
    GateConfig gates,
    RolloutConfig rollouts,
    Quotas quotas,
    @Nullable EscalationTerms escalation,
    AggregationConfig aggregation) {

  /** The deployment that the coordinator's own file describes. */
  public static final String DEFAULT = CameraDeployments.DEFAULT;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,23}");
  private static final Pattern OBJECT_ID =
      Pattern.compile("(?:(?!d-)([a-z][a-z0-9-]*?)-)?(?:(?:d-)?r-\\d+|o-\\d+)");
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]{1,64}");

  /**
   * @throws IllegalArgumentException in one line
   */
  public DeploymentSpec(
      @Nullable String name,
      @Nullable String model,
      @Nullable String selector,
      boolean ownTags,
      @Nullable String teacher,
      @Nullable RoundConfig rounds,
      @Nullable DistillationConfig distillation,
      @Nullable GateConfig gates,
      @Nullable RolloutConfig rollouts,
      @Nullable Quotas quotas,
      @Nullable EscalationTerms escalation,
      @Nullable AggregationConfig aggregation) {
    // Ids are "boards-r-3" and "boards-d-r-3": a d at an end of the name would make them ambiguous.
    if (name == null
        || !NAME.matcher(name).matches()
        || name.endsWith("-")
        || name.startsWith("d-")
        || name.endsWith("-d")
        || name.equals("d")) {
      throw new IllegalArgumentException(
          "name: a deployment needs a name of 1 to 24 characters of a-z, 0-9 and -, beginning with"
              + " a letter and not ending with -, without d- or -d at an end; set name: boards");
    }
    this.name = name;
    this.model = checked("model", model == null ? name : model);
    this.selector = Selector.parse(selector == null ? "" : selector).toString();
    if (this.selector.isEmpty() != name.equals(DEFAULT)) {
      throw new IllegalArgumentException(
          name.equals(DEFAULT)
              ? "selector: 'default' has none; it gets the cameras that no other deployment selects"
              : "selector: " + name + " selects no cameras; set selector: line=" + name);
    }
    this.ownTags = ownTags;
    this.teacher = checked("teacher", teacher == null ? TeachingPolicy.DEFAULT_TEACHER : teacher);
    this.rounds = rounds == null ? RoundConfig.defaults() : rounds;
    this.distillation = distillation == null ? DistillationConfig.defaults() : distillation;
    this.gates = gates == null ? GateConfig.defaults() : gates;
    this.rollouts = rollouts == null ? RolloutConfig.defaults() : rollouts;
    this.quotas = quotas == null ? Quotas.NONE : quotas;
    this.escalation = escalation == null ? null : escalation.checked();
    this.aggregation = aggregation == null ? AggregationConfig.defaults() : aggregation;
    if (this.rounds.minAgents() < this.aggregation.fewestUpdates()) {
      throw new IllegalArgumentException(
          "aggregation.poisoned: "
              + this.aggregation.poisoned()
              + " wrong updates need rounds.minAgents of at least "
              + this.aggregation.fewestUpdates()
              + " with "
              + this.aggregation.robust()
              + ", not "
              + this.rounds.minAgents());
    }
  }

  private static String checked(String key, String value) {
    if (!ID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          key + ": '" + value + "' must be 1 to 64 characters of a-z A-Z 0-9 . _ -");
    }
    return value;
  }

  public boolean isDefault() {
    return name.equals(DEFAULT);
  }

  /** How its frames are answered. */
  public TeachingPolicy teaching() {
    return new TeachingPolicy(teacher, quotas, 1);
  }

  /**
   * The deployment of a round, a distillation or a rollout by its id: "boards" of "boards-r-3",
   * "default" of "r-3".
   */
  public static String ofId(String id) {
    Matcher matcher = OBJECT_ID.matcher(id);
    String name = matcher.matches() ? matcher.group(1) : null;
    return name == null ? DEFAULT : name;
  }

  /** What the ids of its rounds, distillations and rollouts begin with. */
  public String idPrefix() {
    return isDefault() ? "" : name + "-";
  }
}
