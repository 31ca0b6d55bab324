package io.vedette.wire.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceMaskTest {

  @ParameterizedTest
  @CsvSource({
    "rtsp://cam/stream, rtsp://cam/stream",
    "rtsp://admin:secret@cam:554/stream, rtsp://***@cam:554/stream",
    "rtsp://admin@cam/stream, rtsp://***@cam/stream",
    "rtsp://admin:se@cret@cam/stream, rtsp://***@cam/stream",
    "rtsp://admin:se/cret@cam/stream, rtsp://***@cam/stream",
    "rtsp://admin:se#cret@cam/stream, rtsp://***@cam/stream",
    "rtsp://admin:se?cret@cam/stream, rtsp://***@cam/stream",
    "rtsp://admin:se@c?r=et@cam/stream, rtsp://***@cam/stream",
    "RTSP://admin:s%40cret@cam/stream, RTSP://***@cam/stream",
    "admin:secret@cam/stream, ***@cam/stream",
    "http://cam/snap?user=admin&pwd=secret&size=2, http://cam/snap?user=***&pwd=***&size=2",
    "http://cam/snap?PassWord=a&password=b&TOKEN=c, http://cam/snap?PassWord=***&password=***&TOKEN=***",
    "http://cam/snap?p%61ss%77ord=secret&n=1, http://cam/snap?p%61ss%77ord=***&n=1",
    "http://cam/snap?p%2561ssword=secret, http://cam/snap?p%2561ssword=***",
    "http://cam/snap?next=%2Fcgi%3Fpwd%3Dsecret&n=1, http://cam/snap?next=***&n=1",
    "http://cam/snap?n=1%26apikey=secret, http://cam/snap?n=***",
    "http://cam/snap?n=1;auth=secret, http://cam/snap?n=***",
    "http://cam/snap?loginuse=admin&loginpas=secret, http://cam/snap?loginuse=***&loginpas=***",
    "rtsp://cam/user=admin_password=secret_channel=1.sdp?real, rtsp://cam/user=***?real",
    "http://cam/snap?mail=a@b&n=1, http://cam/snap?mail=a@b&n=1",
    "srt://cam:9000?passphrase=secret&mode=caller, srt://cam:9000?passphrase=***&mode=caller",
    "cam/snap?user=admin&pwd=secret, cam/snap?user=***&pwd=***",
    "/data/user=7/a:b@c.mp4, /data/user=7/a:b@c.mp4",
    "generated:boards?seed=7, generated:boards?seed=7"
  })
  void whatIsSecretIsHiddenAndTheRestStays(String source, String shown) {
    assertThat(SourceMask.masked(source)).isEqualTo(shown);
    assertThat(SourceMask.of(source).source()).isEqualTo(shown);
  }

  @Test
  void aTextHasNoSecretInWhateverFormItIs() {
    SourceMask mask =
        SourceMask.of("http://admin:s%40cret@cam/snap?token=abc%2Fdef", Map.of("headers", "X: yz"));
    String text =
        "GET http://admin:s%40cret@cam/snap?token=abc%2Fdef failed; s@cret, s%40cret and abc/def"
            + " are wrong, YWRtaW46c0BjcmV0 too, X: yz; see rtsp://other:word@cam2/x";
    assertThat(mask.in(text))
        .doesNotContain("cret", "abc", "YWRt", "yz", "word")
        .contains("http://***@cam/snap?token=*** failed", "rtsp://***@cam2/x");
    assertThat(mask.in(mask.in(text))).isEqualTo(mask.in(text));
  }

  @Test
  void aTextOfManyUrlsIsMaskedEachByItself() {
    assertThat(SourceMask.inText("not rtsp://a:b@c/d nor http://e/f?key=g for $1"))
        .isEqualTo("not rtsp://***@c/d nor http://e/f?key=*** for $1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b", "a/b", "a#b", "a?b", "a:b"})
  void thatCharactersMustBeEncodedIsSaidWhereTheyAreNot(String password) {
    assertThat(SourceMask.of("rtsp://admin:" + password + "@cam/x").hint())
        .contains("@ as %40", "/ as %2F", "# as %23", ": as %3A")
        .doesNotContain(password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp://admin:a%40b@cam/x", "rtsp://cam:554/x", "http://cam/?mail=a@b"})
  void nothingIsSaidWhereTheyAre(String source) {
    assertThat(SourceMask.of(source).hint()).isEmpty();
  }
}
