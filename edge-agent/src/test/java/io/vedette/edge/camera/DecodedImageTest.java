package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.FrameImage;
import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.image.PictureTensor;
import io.vedette.detector.image.PixelType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodedImageTest {

  /** The bars of a test picture at three quarters: red, green, blue. */
  private static final int[][] BARS = {
    {191, 191, 191}, {191, 191, 0}, {0, 191, 191}, {0, 191, 0},
    {191, 0, 191}, {191, 0, 0}, {0, 0, 191}, {16, 16, 16}
  };

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 722;
  private static final int JPEG = avutil.AVCOL_RANGE_JPEG;

  private final KeptFrames kept = new KeptFrames();

  @BeforeAll
  static void needsVideo() throws IOException {
    Ffmpeg.needVideo();
  }

  /** Standards by their numbers: 1 BT.709, 2 unsaid, 6 BT.601, 9 BT.2020; ranges: 2 full. */
  @ParameterizedTest
  @CsvSource({
    "yuv420p, 1, 1, 0.2126, 0.0722",
    "yuv420p, 1, 2, 0.2126, 0.0722",
    "yuv420p, 2, 0, 0.299, 0.114",
    "yuv420p, 6, 1, 0.299, 0.114",
    "yuv420p, 9, 1, 0.2627, 0.0593",
    "yuvj420p, 5, 2, 0.299, 0.114",
    "yuvj420p, 2, 0, 0.299, 0.114",
    "yuv422p, 1, 1, 0.2126, 0.0722",
    "yuv444p, 1, 1, 0.2126, 0.0722",
    "nv12, 1, 1, 0.2126, 0.0722",
    "nv21, 6, 1, 0.299, 0.114"
  })
  void colorsAreThoseOfTheStandard(String format, int standard, int range, double red, double blue)
      throws IOException {
    boolean full = range == JPEG || format.startsWith("yuvj");
    AVFrame bars = bars(format, standard, range, red, blue, full);
    DecodedImage image = kept.keep(bars, false);
    assertThat(image).isNotNull();
    Picture small = image.small();
    assertThat(small.width()).isEqualTo(638);
    assertThat(small.height()).isEqualTo(360);
    Picture part = image.part(0, 0, WIDTH, HEIGHT);
    Picture picture = image.picture();
    float[] tensor = tensor(image);
    for (int i = 0; i < BARS.length; i++) {
      for (int c = 0; c < 3; c++) {
        int wanted = BARS[i][c];
        assertThat(color(small, i, c)).as("small, bar %d", i).isCloseTo(wanted, within(3));
        assertThat(color(picture, i, c)).as("picture, bar %d", i).isCloseTo(wanted, within(4));
        assertThat(color(part, i, c)).as("part, bar %d", i).isCloseTo(wanted, within(4));
        int column = (2 * i + 1) * 32 / 16;
        assertThat(tensor[(c * 32 + 16) * 32 + column]).as("input").isCloseTo(wanted, within(3f));
      }
    }
    image.release();
    avutil.av_frame_free(bars);
  }

  @Test
  void aPartIsThatOfThePicture() throws IOException {
    AVFrame bars = bars("yuv420p", 1, 1, 0.2126, 0.0722, false);
    DecodedImage image = kept.keep(bars, false);
    assertThat(image).isNotNull();
    Picture part = image.part(77, 33, 331, 129);
    Picture corner = image.part(WIDTH - 3, HEIGHT - 1, 3, 1);
    assertThat(part).usingRecursiveComparison().isEqualTo(image.picture().part(77, 33, 331, 129));
    assertThat(corner.bgr()).isEqualTo(image.picture().part(WIDTH - 3, HEIGHT - 1, 3, 1).bgr());
    assertThatThrownBy(() -> image.part(1, 0, WIDTH, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not inside a picture of 1280x722");
    avutil.av_frame_free(bars);
  }

  @Test
  void aKeptPartOutlivesItsFrame() throws IOException {
    AVFrame odd = frame("yuv420p", 641, 363);
    fill(odd);
    DecodedImage image = kept.keep(odd, false);
    assertThat(image).isNotNull();
    int[][] places = {{77, 33, 331, 129}, {0, 0, 641, 363}, {640, 362, 1, 1}, {8, 7, 2, 3}};
    List<FrameImage> parts = new ArrayList<>();
    List<byte[]> wanted = new ArrayList<>();
    for (int[] at : places) {
      parts.add(image.keepPart(at[0], at[1], at[2], at[3]));
      wanted.add(image.part(at[0], at[1], at[2], at[3]).bgr());
    }
    image.release();
    avutil.av_frame_free(odd);
    assertThat(kept.partsInUse()).isEqualTo(places.length);
    for (int i = 0; i < places.length; i++) {
      assertThat(parts.get(i).picture().bgr()).as("part %d", i).isEqualTo(wanted.get(i));
      parts.get(i).release();
    }
    assertThat(kept.partsInUse()).isZero();
  }

  @Test
  void anOddSizeHasAllItsPixels() throws IOException {
    AVFrame odd = frame("yuv420p", 641, 363);
    fill(odd);
    DecodedImage image = kept.keep(odd, false);
    assertThat(image).isNotNull();
    assertThat(image.picture().bgr()).hasSize(3 * 641 * 363);
    assertThat(image.small().height()).isEqualTo(360);
    assertThat(tensor(image)).hasSize(3 * 32 * 32);
    avutil.av_frame_free(odd);
  }

  @ParameterizedTest
  @CsvSource({"yuv420p10le", "gray16le", "bgr24", "yuyv422", "gray"})
  void otherFormatsAreMadePictures(String format) throws IOException {
    AVFrame frame = frame(format, 64, 64);
    assertThat(kept.keep(frame, false)).isNull();
    avutil.av_frame_free(frame);
  }

  @Test
  void aFrameThatIsToBeTurnedIsMadeAPicture() throws IOException {
    AVFrame frame = frame("yuv420p", 64, 32);
    var matrix = avutil.av_frame_new_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX, 36);
    avutil.av_display_rotation_set(new org.bytedeco.javacpp.IntPointer(matrix.data()), 90);
    assertThat(kept.keep(frame, false)).isNull();
    avutil.av_frame_free(frame);
  }

  @Test
  void aFrameThatWasGivenBackIsNotRead() throws IOException {
    AVFrame frame = frame("yuv420p", 640, 360);
    DecodedImage image = kept.keep(frame, false);
    assertThat(image).isNotNull();
    FrameImage longer = image.keep();
    Picture picture = image.picture();
    image.release();
    image.release();
    assertThat(kept.inUse()).isEqualTo(1);
    assertThatThrownBy(image::small).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(image::picture).isInstanceOf(IllegalStateException.class);
    assertThat(longer.picture().bgr()).isEqualTo(picture.bgr());
    longer.release();
    assertThat(kept.inUse()).isZero();
    avutil.av_frame_free(frame);
  }

  @Test
  void aCopyStaysWhenTheDecoderUsesItsMemoryAgain() throws IOException {
    AVFrame frame = frame("nv12", 640, 360);
    fill(frame);
    DecodedImage image = kept.keep(frame, true);
    assertThat(image).isNotNull();
    byte[] before = image.part(0, 0, 640, 360).bgr();
    frame.data(0).capacity(1000).asByteBuffer().put(new byte[1000]);
    assertThat(image.part(0, 0, 640, 360).bgr()).isEqualTo(before);
    avutil.av_frame_free(frame);
  }

  @Test
  void noMoreFramesAreKeptThanTheBound() throws IOException {
    AVFrame frame = frame("yuv420p", 64, 64);
    List<DecodedImage> images = new ArrayList<>();
    for (int i = 0; i < KeptFrames.MAX; i++) {
      images.add(kept.keep(frame, false));
    }
    assertThat(images).doesNotContainNull();
    assertThat(kept.keep(frame, false)).isNull();
    assertThat(images.get(0).keep()).isInstanceOf(Picture.class);
    images.forEach(DecodedImage::release);
    assertThat(kept.keep(frame, false)).isNotNull();
    avutil.av_frame_free(frame);
  }

  @Test
  void aForgottenFrameIsFreed() throws Exception {
    AVFrame frame = frame("yuv420p", 64, 64);
    kept.keep(frame, false);
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (kept.inUse() > 0 && System.nanoTime() < until) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(kept.inUse()).isZero();
    avutil.av_frame_free(frame);
  }

  private static int color(Picture picture, int bar, int channel) {
    int x = (2 * bar + 1) * picture.width() / 16;
    return picture.bgr()[3 * (picture.height() / 2 * picture.width() + x) + 2 - channel] & 255;
  }

  private static float[] tensor(FrameImage image) {
    InputSpec input =
        new InputSpec(
            "images",
            32,
            32,
            InputSpec.ColorOrder.RGB,
            1,
            List.of(0f, 0f, 0f),
            List.of(1f, 1f, 1f),
            InputSpec.Fit.STRETCH,
            0);
    try (PictureTensor tensor = new PictureTensor(input, PixelType.FLOAT32, 1)) {
      tensor.put(0, image);
      FloatBuffer values = tensor.bytes().asFloatBuffer();
      float[] all = new float[values.remaining()];
      values.get(all);
      return all;
    }
  }

  private static AVFrame frame(String format, int width, int height) throws IOException {
    AVFrame frame = avutil.av_frame_alloc();
    frame.format(avutil.av_get_pix_fmt(format)).width(width).height(height);
    Ffmpeg.checked(avutil.av_frame_get_buffer(frame, 0));
    return frame;
  }

  private static void fill(AVFrame frame) {
    for (int plane = 0; plane < 3 && frame.linesize(plane) > 0; plane++) {
      int rows = plane == 0 ? frame.height() : (frame.height() + 1) / 2;
      ByteBuffer bytes =
          frame.data(plane).capacity((long) rows * frame.linesize(plane)).asByteBuffer();
      for (int i = 0; i < bytes.capacity(); i++) {
        bytes.put(i, (byte) (i * 7 + plane * 50));
      }
    }
  }

  /** Brightness and colour differences of each bar, by the standard's own formula. */
  private static AVFrame bars(
      String format, int standard, int range, double red, double blue, boolean full)
      throws IOException {
    AVFrame frame = frame(format, WIDTH, HEIGHT);
    frame.colorspace(standard).color_range(range);
    boolean interleaved = format.startsWith("nv");
    boolean redFirst = format.equals("nv21");
    int perX = format.contains("444") ? 1 : 2;
    int perY = format.contains("420") || interleaved ? 2 : 1;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int[] bar = BARS[x * BARS.length / WIDTH];
        double luma = red * bar[0] + (1 - red - blue) * bar[1] + blue * bar[2];
        double toBlue = (bar[2] - luma) / (2 * (1 - blue));
        double toRed = (bar[0] - luma) / (2 * (1 - red));
        put(frame, 0, x, y, full ? luma : 16 + luma * 219 / 255);
        double u = 128 + toBlue * (full ? 1 : 224 / 255.0);
        double v = 128 + toRed * (full ? 1 : 224 / 255.0);
        if (interleaved) {
          put(frame, 1, x / perX * 2, y / perY, redFirst ? v : u);
          put(frame, 1, x / perX * 2 + 1, y / perY, redFirst ? u : v);
        } else {
          put(frame, 1, x / perX, y / perY, u);
          put(frame, 2, x / perX, y / perY, v);
        }
      }
    }
    return frame;
  }

  private static void put(AVFrame frame, int plane, int x, int y, double value) {
    frame.data(plane).put((long) y * frame.linesize(plane) + x, (byte) Math.round(value));
  }
}
