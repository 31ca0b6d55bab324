package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EightBitProductsTest {

  @ParameterizedTest
  @CsvSource({
    "flags\t\t: fpu avx2 avx512_vnni sse,true",
    "flags\t\t: fpu avx2 avx_vnni,true",
    "flags\t\t: fpu avx2 avx512f,false",
    "Features\t: fp asimd asimddp,true",
    "Features\t: fp asimd,false",
    "model name\t: avx_vnni,false",
  })
  void readsWhatLinuxTells(String line, boolean has) {
    String cpuInfo = "processor\t: 0\nmodel name\t: a CPU\n" + line + "\n\nprocessor\t: 1\n";

    assertThat(EightBitProducts.in(cpuInfo)).isEqualTo(has);
  }
}
