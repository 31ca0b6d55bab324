package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Values from RFC 2617's example, and the same by its formulas with SHA-256. */
class HttpCredentialsTest {

  private static final String ASKED =
      "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
          + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
  private static final String PATH = "/dir/index.html";

  private final HttpCredentials mufasa = HttpCredentials.of("Mufasa:Circle%20Of%20Life");

  @Test
  void nothingIsSaidUnasked() {
    assertThat(mufasa.header("GET", PATH)).isEmpty();
    assertThat(mufasa.challenged(List.of())).isFalse();
    assertThat(mufasa.challenged(List.of("Negotiate abc"))).isFalse();
    assertThat(mufasa.challenged(List.of(ASKED + ", algorithm=SHA-512-256"))).isFalse();
    assertThat(mufasa.header("GET", PATH)).isEmpty();
  }

  @Test
  void aDigestIsAnswered() {
    assertThat(mufasa.challenged(List.of("Basic realm=\"x\"", ASKED))).isTrue();
    assertThat(mufasa.header("GET", PATH).orElseThrow())
        .startsWith("Digest username=\"Mufasa\", realm=\"testrealm@host.com\"")
        .contains("uri=\"/dir/index.html\"", "response=\"670fd8c2df070c60b045671b8b24ff02\"")
        .contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"")
        .doesNotContain("Circle");
  }

  @Test
  void theStrongerDigestIsPreferred() {
    assertThat(mufasa.challenged(List.of(ASKED, ASKED + ", algorithm=SHA-256"))).isTrue();
    assertThat(mufasa.header("GET", PATH).orElseThrow())
        .contains("e71f89d8267982ee1cd4dfb3637698eaf2f55848fe056aee7be175262aab5d2a");
  }

  @Test
  void withQopEachAnswerIsNumbered() {
    assertThat(mufasa.challenged(List.of(ASKED + ", qop=\"auth,auth-int\""))).isTrue();
    assertThat(mufasa.header("GET", PATH).orElseThrow()).contains("qop=auth, nc=00000001");
    assertThat(mufasa.header("GET", PATH).orElseThrow()).contains("nc=00000002");
  }

  @Test
  void basicIsAnsweredWhereNothingElseIsOffered() {
    assertThat(HttpCredentials.of("Aladdin:open sesame").challenged(List.of("Basic realm=\"x\"")))
        .isTrue();
    HttpCredentials aladdin = HttpCredentials.of("Aladdin:open%20sesame");
    aladdin.challenged(List.of("basic realm=\"x\""));
    assertThat(aladdin.header("GET", PATH)).contains("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }
}
