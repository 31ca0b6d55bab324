package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;

class DecoderTest {

  private static final int ENDLESS = 10_000;

  private final AtomicInteger packets = new AtomicInteger();
  private final AtomicInteger losses = new AtomicInteger();

  @Test
  void aStreamOfWhichNothingCanBeDecodedEndsWithAnError() throws Exception {
    try (Decoder decoder = open(Integer.MAX_VALUE)) {
      assertThatThrownBy(decoder::next)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nvalid data");
    }
    assertThat(packets.get()).isEqualTo(501);
  }

  @Test
  void aFewBadPacketsArePassedOver() throws Exception {
    try (Decoder decoder = open(20)) {
      assertThat(decoder.next()).isNull();
    }
    assertThat(packets.get()).isEqualTo(21);
    assertThat(losses.get()).isEqualTo(20);
  }

  /** A decoder of PNG that is fed what is none. */
  private Decoder open(int available) throws IOException {
    AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
    parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
    parameters.codec_id(avcodec.AV_CODEC_ID_PNG);
    try {
      return Decoder.open(
          parameters,
          packet -> garbage(packet, available),
          lost -> losses.incrementAndGet(),
          new Decoder.Way(null, true, Map.of()));
    } finally {
      avcodec.avcodec_parameters_free(parameters);
    }
  }

  private boolean garbage(AVPacket packet, int available) {
    int number = packets.incrementAndGet();
    assertThat(number).isLessThan(ENDLESS);
    if (number > available) {
      return false;
    }
    avcodec.av_new_packet(packet, 100);
    packet.data().position(0).put(new byte[100]);
    return true;
  }
}
