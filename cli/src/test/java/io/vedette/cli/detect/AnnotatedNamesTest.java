package io.vedette.cli.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotatedNamesTest {

  @Test
  void noTwoPicturesHaveOneName() {
    List<String> names =
        List.of("a.jpg", "a.webp", "a.bmp", "a.PNG", "b/a.jpg", "b/a.webp", "a.webp.jpg", "a.tif");
    List<String> written = AnnotatedNames.ofPictures(names);
    assertThat(written)
        .containsExactly(
            "a.jpg",
            "a.webp-2.jpg",
            "a.bmp.jpg",
            "a.PNG",
            "b/a.jpg",
            "b/a.webp.jpg",
            "a.webp.jpg",
            "a.tif.jpg");
    assertThat(new HashSet<>(written)).hasSameSizeAs(names);
  }

  @Test
  void videosBecomeMp4UnderNamesThatFilesMayHave() {
    assertThat(AnnotatedNames.ofVideo("film.mp4")).isEqualTo("film.mp4");
    assertThat(AnnotatedNames.ofVideo("film.avi")).isEqualTo("film.avi.mp4");
    assertThat(AnnotatedNames.ofVideo("rtsp://***@camera.local/stream 1"))
        .isEqualTo("rtsp_camera.local_stream_1.mp4");
  }
}
