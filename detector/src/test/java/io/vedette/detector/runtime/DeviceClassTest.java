package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceClassTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, 2, linux-x86_64-2cpu",
    "Linux, x86_64, 2, linux-x86_64-2cpu",
    "Linux, aarch64, 4, linux-arm64-4cpu",
    "Linux, arm, 4, linux-arm-4cpu",
    "Mac OS X, aarch64, 8, macos-arm64-8cpu",
    "Windows 11, amd64, 16, windows-x86_64-16cpu",
  })
  void oneMachineHasOneNameWhateverItsJavaCallsIt(
      String system, String processor, int processors, String name) {
    assertThat(DeviceClass.of(system, processor, processors)).isEqualTo(name);
  }

  @Test
  void thisMachineHasANameToo() {
    assertThat(DeviceClass.ofThisMachine()).matches("[a-z]+-[a-z0-9_]+-[1-9][0-9]*cpu");
    assertThat(DeviceClass.processor()).isNotBlank();
  }
}
