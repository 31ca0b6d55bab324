package io.vedette.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries of video streams are loaded early only where a stream is mentioned. */
class StreamPreloadTest {

  @TempDir Path folder;

  private Path config(String source) throws Exception {
    return Files.writeString(folder.resolve("agent.yaml"), "cameras: [{source: " + source + "}]");
  }

  @Test
  void aStreamIsFoundInAnArgumentOrInAFileThatIsNamed() throws Exception {
    assertThat(StreamPreload.mentionsStream("rtsp://host/stream")).isTrue();
    assertThat(StreamPreload.mentionsStream("--source=rtsp://host/stream")).isTrue();
    String file = config("rtsp://host/stream").toString();
    assertThat(StreamPreload.mentionsStream(file)).isTrue();
    assertThat(StreamPreload.mentionsStream("--config=" + file)).isTrue();
  }

  @Test
  void nothingElseIsAStream() throws Exception {
    assertThat(StreamPreload.mentionsStream(config("generated:boards").toString())).isFalse();
    assertThat(StreamPreload.mentionsStream(folder.toString())).isFalse();
    assertThat(StreamPreload.mentionsStream("no\0path")).isFalse();
    assertThat(StreamPreload.mentionsStream("")).isFalse();
  }
}
