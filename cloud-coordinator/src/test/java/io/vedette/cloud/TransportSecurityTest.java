package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.WhoAmIRequest;
import io.vedette.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS 1.2 and 1.3 with modern suites only: greetings are written by hand, since Java sends no weak
 * ones.
 */
class TransportSecurityTest {

  private static final int TLS_1_0 = 0x0301;
  private static final int TLS_1_1 = 0x0302;
  private static final int TLS_1_2 = 0x0303;

  private static final int ECDHE_ECDSA_AES_128_GCM = 0xC02B;
  private static final int[] WEAK = {
    0x002F, // RSA, AES-128-CBC, SHA-1: no forward secrecy
    0x009C, // RSA, AES-128-GCM: no forward secrecy
    0xC009, // ECDHE, ECDSA, AES-128-CBC, SHA-1
    0xC023, // ECDHE, ECDSA, AES-128-CBC, SHA-256
    0xC007, // ECDHE, ECDSA, RC4
    0xC008, // ECDHE, ECDSA, 3DES
    0xC006, // ECDHE, ECDSA, no encryption
  };

  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;

  @TempDir static Path folder;

  private static IdentifiedCoordinator coordinator;

  @BeforeAll
  static void start() throws Exception {
    coordinator = IdentifiedCoordinator.start(folder);
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @Test
  void tls12WithAModernSuiteIsAnswered() throws Exception {
    assertThat(answer(TLS_1_2, ECDHE_ECDSA_AES_128_GCM)).isEqualTo(HANDSHAKE);
  }

  @Test
  void olderVersionsAreRefused() throws Exception {
    assertThat(answer(TLS_1_1, ECDHE_ECDSA_AES_128_GCM, 0xC009)).isIn(ALERT, -1);
    assertThat(answer(TLS_1_0, ECDHE_ECDSA_AES_128_GCM, 0xC009)).isIn(ALERT, -1);
  }

  @Test
  void weakSuitesAreRefused() throws Exception {
    for (int suite : WEAK) {
      assertThat(answer(TLS_1_2, suite)).as(Integer.toHexString(suite)).isIn(ALERT, -1);
    }
  }

  @Test
  void plainTextGetsNothing() {
    ManagedChannel plain = Endpoint.plain("127.0.0.1", coordinator.coordinator().port()).dial();
    try {
      assertThatThrownBy(
              () ->
                  IdentityServiceGrpc.newBlockingStub(plain)
                      .whoAmI(WhoAmIRequest.getDefaultInstance()))
          .hasMessageStartingWith("UNAVAILABLE: ");
    } finally {
      plain.shutdownNow();
    }
  }

  /**
   * The type of the first record that a greeting is answered with; -1: the connection is closed.
   */
  private static int answer(int version, int... suites) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", coordinator.coordinator().port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(greeting(version, suites));
      return socket.getInputStream().read();
    }
  }

  /** A ClientHello as RFC 5246, section 7.4.1.2, and RFC 8422 describe it. */
  private static byte[] greeting(int version, int... suites) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeShort(version);
    out.write(new byte[32]);
    out.writeByte(0);
    out.writeShort(2 * suites.length);
    for (int suite : suites) {
      out.writeShort(suite);
    }
    out.writeShort(0x0100);
    out.writeShort(33);
    // Curves: P-256.
    extension(out, 10, 0, 2, 0, 23);
    // Points: uncompressed.
    extension(out, 11, 1, 0);
    // Signatures: ECDSA with SHA-256, ECDSA with SHA-1.
    extension(out, 13, 0, 4, 4, 3, 2, 3);
    // Protocols: h2.
    extension(out, 16, 0, 3, 2, 'h', '2');
    byte[] hello = body.toByteArray();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    DataOutputStream framed = new DataOutputStream(record);
    framed.writeByte(HANDSHAKE);
    framed.writeShort(TLS_1_0);
    framed.writeShort(hello.length + 4);
    framed.writeByte(1);
    framed.writeByte(0);
    framed.writeShort(hello.length);
    framed.write(hello);
    return record.toByteArray();
  }

  private static void extension(DataOutputStream out, int type, int... content) throws Exception {
    out.writeShort(type);
    out.writeShort(content.length);
    for (int each : content) {
      out.writeByte(each);
    }
  }
}
