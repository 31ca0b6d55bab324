package io.vedette.cli.demo;

import io.vedette.detector.dataset.Dataset;
import io.vedette.wire.camera.SourceMask;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pictures, videos or cameras of the user, without labels: source i goes to agent i modulo agents.
 */
record PlainSources(List<String> sources, double fps, @Nullable Dataset judged)
    implements DemoScenario {

  @Override
  public String name() {
    return sources.stream().map(SourceMask::masked).collect(Collectors.joining(", "));
  }

  @Override
  public List<List<Camera>> deal(int agents, Path folder, Instant start) {
    List<List<Camera>> dealt = new ArrayList<>();
    for (int agent = 0; agent < agents; agent++) {
      dealt.add(new ArrayList<>());
    }
    // Fewer sources than agents: some sources are watched by several.
    for (int i = 0; i < Math.max(agents, sources.size()); i++) {
      String source = sources.get(i % sources.size());
      dealt.get(i % agents).add(new Camera("camera-" + (i + 1), source, fps));
    }
    return dealt;
  }

  @Override
  public @Nullable Dataset heldOut(Path folder) {
    return judged;
  }
}
