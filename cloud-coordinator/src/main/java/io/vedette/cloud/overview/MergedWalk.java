package io.vedette.cloud.overview;

import io.vedette.cloud.machine.MachineArchive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A walk over the machines of one kind of several deployments, newest first. For one thread, and
 * not the control loop.
 */
public final class MergedWalk<S> {

  /**
   * Machines of one deployment.
   *
   * @param inMemory the newest by their ids, as they are now
   */
  record Source<S>(String deployment, MachineArchive<S> archive, Map<String, S> inMemory) {}

  /**
   * Where a walk has come to.
   *
   * @param before by deployment: machines with lower numbers follow
   */
  public record Place(Map<String, Long> before) {

    public static final Place START = new Place(Map.of());

    public Place {
      before = Map.copyOf(before);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws NumberFormatException when it is something else
     */
    public static Place parse(String text) {
      Map<String, Long> before = new HashMap<>();
      for (String line : text.split("\n")) {
        int space = line.indexOf(' ');
        before.put(
            line.substring(0, Math.max(0, space)), Long.parseLong(line.substring(space + 1)));
      }
      return new Place(before);
    }

    @Override
    public String toString() {
      return new TreeMap<>(before)
          .entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue())
              .collect(Collectors.joining("\n"));
    }
  }

  /**
   * A step of the walk.
   *
   * @param machine without its rows where it left memory; empty at the end
   */
  public record Step<S>(Optional<S> machine, Place then) {}

  private final List<Source<S>> sources;
  private final Function<S, String> idOf;
  private final ToLongFunction<S> startedMs;

  /** The next machine of each deployment, by where it was looked for. */
  private final Map<String, Map<Long, MachineArchive.Page<S>>> read = new HashMap<>();

  MergedWalk(List<Source<S>> sources, Function<S, String> idOf, ToLongFunction<S> startedMs) {
    this.sources = List.copyOf(sources);
    this.idOf = idOf;
    this.startedMs = startedMs;
  }

  /** The next machine after a place. */
  public Step<S> next(Place place) {
    Source<S> newest = null;
    MachineArchive.Page<S> found = null;
    for (Source<S> source : sources) {
      MachineArchive.Page<S> page = page(source, place);
      boolean newer =
          !page.machines().isEmpty()
              && (found == null
                  || startedMs.applyAsLong(page.machines().get(0))
                      > startedMs.applyAsLong(found.machines().get(0)));
      if (newer) {
        newest = source;
        found = page;
      }
    }
    if (newest == null || found == null) {
      return new Step<>(Optional.empty(), place);
    }
    S machine = found.machines().get(0);
    Map<String, Long> before = new HashMap<>(place.before());
    before.put(newest.deployment(), found.before());
    return new Step<>(
        Optional.of(newest.inMemory().getOrDefault(idOf.apply(machine), machine)),
        new Place(before));
  }

  private MachineArchive.Page<S> page(Source<S> source, Place place) {
    long before = place.before().getOrDefault(source.deployment(), Long.MAX_VALUE);
    return read.computeIfAbsent(source.deployment(), name -> new HashMap<>())
        .computeIfAbsent(before, from -> source.archive().newest(from, 1));
  }
}
