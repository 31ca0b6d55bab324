package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is done to a model, in order. Each entry goes on from the one before unless it names another
 * with {@code from}, so that several branches grow from one model.
 *
 * @param name for people
 */
public record Recipe(String name, List<RecipeEntry> entries) {

  /** The model that everything began with. */
  public static final String ORIGINAL = "original";

  private static final String AS = "as";
  private static final String FROM = "from";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9 .+-]{0,60}");
  private static final int MOST = 100;

  public Recipe {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a recipe.
   *
   * @param where names it in errors
   * @param steps each a step's name with its parameters, or the name alone
   * @throws DetectorException naming the step, the key, and what is known, when one is wrong
   */
  public static Recipe of(String where, String name, List<?> steps) throws DetectorException {
    if (steps.isEmpty() || steps.size() > MOST) {
      throw new DetectorException(
          where + ": a recipe has 1 to " + MOST + " steps, not " + steps.size());
    }
    List<RecipeEntry> entries = new ArrayList<>();
    for (Object step : steps) {
      entries.add(entry(where + ", step " + (entries.size() + 1), step, entries));
    }
    return new Recipe(name, entries);
  }

  private static RecipeEntry entry(String where, Object written, List<RecipeEntry> before)
      throws DetectorException {
    if (written instanceof String alone) {
      return entry(where, alone, Map.of(), before);
    }
    if (written instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      String kind = String.valueOf(only.getKey());
      if (only.getValue() == null) {
        return entry(where, kind, Map.of(), before);
      }
      if (only.getValue() instanceof Map<?, ?> values) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((key, value) -> named.put(String.valueOf(key), value));
        return entry(where, kind, named, before);
      }
    }
    throw new DetectorException(
        where + ": " + written + " is no step; write one as 'name: {key: value}'");
  }

  private static RecipeEntry entry(
      String where, String name, Map<String, Object> values, List<RecipeEntry> before)
      throws DetectorException {
    StepKind kind =
        StepKinds.named(name)
            .orElseThrow(
                () ->
                    new DetectorException(
                        where + ": unknown step '" + name + "'; known are " + StepKinds.names()));
    List<String> known = new ArrayList<>(kind.keys());
    known.addAll(List.of(AS, FROM));
    String place = where + " (" + name + ")";
    StepParameters all = new StepParameters(place, values, known);
    String last = before.isEmpty() ? ORIGINAL : before.get(before.size() - 1).name();
    String from = all.text(FROM).orElse(last);
    if (!from.equals(ORIGINAL) && find(from, before).isEmpty()) {
      throw all.wrong(FROM, "'" + from + "' is no model made before; there are " + made(before));
    }
    StepParameters own = new StepParameters(place, all.only(kind.keys()), kind.keys());
    return new RecipeEntry(called(all, name, before), from, name, own.all(), kind.form().of(own));
  }

  /** As asked for, else after the step, with a number where that is taken. */
  private static String called(StepParameters all, String kind, List<RecipeEntry> before)
      throws DetectorException {
    Optional<String> as = all.text(AS);
    if (as.isEmpty()) {
      String name = kind;
      for (int i = 2; find(name, before).isPresent(); i++) {
        name = kind + "-" + i;
      }
      return name;
    }
    String name = as.get();
    if (!NAME.matcher(name).matches()) {
      throw all.wrong(AS, "'" + name + "' is no name; use a-z, 0-9, blanks, '.', '+' and '-'");
    }
    if (name.equals(ORIGINAL) || find(name, before).isPresent()) {
      throw all.wrong(AS, "'" + name + "' is a model's name already");
    }
    return name;
  }

  private static List<String> made(List<RecipeEntry> before) {
    List<String> names = new ArrayList<>(List.of(ORIGINAL));
    before.forEach(entry -> names.add(entry.name()));
    return names;
  }

  private static Optional<RecipeEntry> find(String name, List<RecipeEntry> entries) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** An entry with all that it grew from, first one first; empty for the original. */
  public List<RecipeEntry> leadingTo(String name) {
    List<RecipeEntry> chain = new ArrayList<>();
    for (Optional<RecipeEntry> at = find(name, entries);
        at.isPresent();
        at = find(from(at), entries)) {
      chain.add(0, at.get());
    }
    return chain;
  }

  private static String from(Optional<RecipeEntry> entry) {
    return entry.map(RecipeEntry::from).orElse(ORIGINAL);
  }
}
