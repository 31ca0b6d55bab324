package io.vedette.cli.demo;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A labelled dataset with a training part and a test part: the pictures of the first are dealt to
 * the agents (their labels are not used), the second is held out. Neighbours stay together, so that
 * each agent sees its own kind of picture, as sites do.
 *
 * @param name for people
 * @param shown what the cameras show
 * @param judged what is held out
 */
record LabelledPictures(String name, Dataset shown, Dataset judged, double fps)
    implements DemoScenario {

  @Override
  public List<List<Camera>> deal(int agents, Path folder, Instant start) throws IOException {
    List<Sample> samples = new ArrayList<>(shown.samples());
    samples.sort(Comparator.comparing(Sample::file));
    List<List<Camera>> dealt = new ArrayList<>();
    for (int agent = 0; agent < agents; agent++) {
      List<Sample> part =
          new ArrayList<>(
              samples.subList(
                  samples.size() * agent / agents, samples.size() * (agent + 1) / agents));
      Collections.shuffle(part, new Random(agent));
      Path list = folder.resolve("pictures-" + (agent + 1) + ".txt");
      Files.write(list, part.stream().map(s -> s.file().toAbsolutePath().toString()).toList());
      dealt.add(List.of(new Camera("site-" + (agent + 1), list.toString(), fps)));
    }
    return dealt;
  }

  @Override
  public Dataset heldOut(Path folder) throws DetectorException {
    return judged;
  }
}
