package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A dataset that has been looked through from end to end, and all that is wrong in it.
 *
 * @param dataset what can be trained on; may hold no pictures
 * @param pictures that were looked at
 * @param boxesLeftOut of pictures that are kept
 * @param problems in the order in which they were met; the first ten thousand
 * @param counts of all problems
 * @param lookedIn some of the folders in which labels of pictures were looked for in vain
 */
public record Inspection(
    Dataset dataset,
    int pictures,
    int boxesLeftOut,
    List<Problem> problems,
    Map<Problem.Kind, Integer> counts,
    Set<Path> lookedIn) {

  public Inspection {
    problems = List.copyOf(problems);
    counts = Map.copyOf(counts);
    lookedIn = Collections.unmodifiableSet(new LinkedHashSet<>(lookedIn));
  }

  /**
   * What can be trained on, if anything is labelled in it.
   *
   * @param path where it lies
   * @throws DetectorException when no object is, naming where labels were looked for
   */
  public Dataset labelled(Path path) throws DetectorException {
    if (!dataset.samples().isEmpty() && dataset.objects() == 0) {
      throw new NoLabelsException(path, dataset.samples().size(), lookedIn);
    }
    return dataset;
  }

  /** How many problems there are. */
  public int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many pictures are not in what can be trained on. */
  public int picturesLeftOut() {
    return pictures - dataset.samples().size();
  }

  /** How many pictures are kept on which there is nothing: they teach what is no object. */
  public long background() {
    return dataset.samples().stream().filter(sample -> sample.truths().isEmpty()).count();
  }

  /** How often each kind was met, in one line. */
  public String summary() {
    return new EnumMap<>(counts)
        .entrySet().stream()
            .map(count -> count.getKey().title() + ": " + count.getValue())
            .collect(Collectors.joining(", "));
  }

  /**
   * Decodes every picture once, so that none can fail later; what cannot be decoded is left out,
   * too. Without it a picture is only known to begin, and unless it is large to end, as one does.
   */
  public Inspection decoded() {
    List<Optional<Problem>> found =
        dataset.samples().parallelStream().map(Inspection::decode).toList();
    List<Problem> all =
        Stream.concat(problems.stream(), found.stream().flatMap(Optional::stream)).toList();
    List<Sample> kept =
        IntStream.range(0, found.size())
            .filter(i -> found.get(i).isEmpty())
            .mapToObj(dataset.samples()::get)
            .toList();
    Map<Problem.Kind, Integer> more = new EnumMap<>(Problem.Kind.class);
    more.putAll(counts);
    int undecodable = found.size() - kept.size();
    if (undecodable > 0) {
      more.merge(Problem.Kind.UNREADABLE_PICTURE, undecodable, Integer::sum);
    }
    return new Inspection(dataset.withSamples(kept), pictures, boxesLeftOut, all, more, lookedIn);
  }

  private static Optional<Problem> decode(Sample sample) {
    try {
      sample.picture();
      return Optional.empty();
    } catch (DetectorException e) {
      String text = String.valueOf(e.getMessage());
      return Optional.of(new Problem(Problem.Kind.UNREADABLE_PICTURE, text));
    }
  }
}
