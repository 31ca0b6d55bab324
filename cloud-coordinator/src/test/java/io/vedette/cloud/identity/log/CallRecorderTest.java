package io.vedette.cloud.identity.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.identity.AuditedCall;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.Role;
import io.vedette.proto.v1.EnrollRequest;
import io.vedette.proto.v1.RevokeDeviceRequest;
import io.vedette.proto.v1.SignInRequest;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallRecorderTest {

  private static final Caller ANNA =
      new Caller("anna", Role.OPERATOR, Set.of(), Caller.Kind.SESSION);
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC);

  @TempDir Path folder;

  private final MemoryAuditLogStore store = new MemoryAuditLogStore();
  private final EventFeed feed = new EventFeed(CLOCK);
  private AuditLog log;
  private CallRecorder recorder;

  @BeforeEach
  void open() throws Exception {
    log =
        AuditLog.open(
            store,
            folder.resolve("head"),
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    recorder = new CallRecorder(log, feed, CLOCK);
  }

  private static AuditedCall call(
      Caller caller, String method, @Nullable Message request, String code) {
    return new AuditedCall(
        caller, "10.0.0.7", "vedette.v1.ManagementService/" + method, request, null, code, "why");
  }

  private AuditLogEntry newest() {
    return log.page(AuditLogFilter.ALL, 0, 1).entries().get(0);
  }

  @Test
  void anEntrySaysWhoDidWhatToWhich() {
    recorder.record(
        call(
            ANNA,
            "RevokeDevice",
            RevokeDeviceRequest.newBuilder().setAgentId("line-3").build(),
            "OK"));
    assertThat(newest().who()).isEqualTo("anna");
    assertThat(newest().role()).isEqualTo("operator");
    assertThat(newest().credential()).isEqualTo("session");
    assertThat(newest().address()).isEqualTo("10.0.0.7");
    assertThat(newest().method()).isEqualTo("RevokeDevice");
    assertThat(newest().object()).isEqualTo("line-3");
    assertThat(newest().request()).isEqualTo("agent_id: \"line-3\"");
    assertThat(newest().atMs()).isEqualTo(5_000);
  }

  @Test
  void secretsAreNotInIt() {
    recorder.record(
        call(
            Caller.NOBODY,
            "SignIn",
            SignInRequest.newBuilder().setUser("anna").setPassword("hunter22").build(),
            "UNAUTHENTICATED"));
    assertThat(newest().object()).isEqualTo("anna");
    assertThat(newest().request()).isEqualTo("user: \"anna\" password: (secret)");
    recorder.record(
        call(
            Caller.NOBODY,
            "Enroll",
            EnrollRequest.newBuilder()
                .setToken("vdt_secret")
                .setCsr(ByteString.copyFromUtf8("request"))
                .setName("line-9")
                .build(),
            "OK"));
    assertThat(newest().object()).isEqualTo("line-9");
    assertThat(newest().request()).doesNotContain("vdt_secret");
  }

  /** A field whose name is that of a secret is marked, in every message of the wire. */
  @Test
  void everySecretOfTheWireIsMarked() {
    Pattern secret = Pattern.compile("password|secret|(.*_)?token|code|link|csr|code_uri");
    Set<String> none = Set.of("page_token", "next_page_token");
    List<String> unmarked = new ArrayList<>();
    Set<FileDescriptor> files = new HashSet<>();
    collect(RevokeDeviceRequest.getDescriptor().getFile(), files);
    collect(EnrollRequest.getDescriptor().getFile(), files);
    assertThat(files).hasSizeGreaterThan(10);
    for (Descriptor message : files.stream().flatMap(f -> f.getMessageTypes().stream()).toList()) {
      for (FieldDescriptor field : message.getFields()) {
        boolean text =
            field.getJavaType() == FieldDescriptor.JavaType.STRING
                || field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING;
        if (text
            && secret.matcher(field.getName()).matches()
            && !none.contains(field.getName())
            && !field.getOptions().getDebugRedact()) {
          unmarked.add(field.getFullName());
        }
      }
    }
    assertThat(unmarked).isEmpty();
  }

  private static void collect(FileDescriptor file, Set<FileDescriptor> into) {
    if (into.add(file)) {
      file.getDependencies().forEach(needed -> collect(needed, into));
    }
  }

  @Test
  void aFloodOfRefusalsOrFaultsIsAFewEntries() {
    for (String code : List.of("UNAUTHENTICATED", "INVALID_ARGUMENT", "CANCELLED")) {
      long before = log.verify().last();
      for (int i = 0; i < 1_200; i++) {
        recorder.record(call(Caller.NOBODY, "Enroll", null, code));
      }
      assertThat(log.verify().last() - before).as(code).isEqualTo(RepeatedRefusals.ALONE);
    }
  }

  @Test
  void whatCannotBeWrittenIsAnAlarm() {
    store.full = true;
    assertThatThrownBy(() -> recorder.record(call(ANNA, "RollBack", null, "OK")))
        .hasMessageContaining("no space left");
    assertThat(feed.alarms().get(0).text())
        .startsWith("the audit log cannot be written: ")
        .endsWith("no space left on device");
  }
}
