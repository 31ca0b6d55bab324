package io.vedette.cli.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelReferenceTest {

  @Test
  void aVersionIsNamedByItsNumberOrAnAlias() {
    assertThat(ModelReference.of("student:3")).contains(new ModelReference("student:3", ""));
    assertThat(ModelReference.of("line-2.a@stable"))
        .contains(new ModelReference("line-2.a@stable", ""));
    assertThat(ModelReference.of("student@stable#int8"))
        .contains(new ModelReference("student@stable", "int8"));
    assertThat(new ModelReference("student:3", "int8")).hasToString("student:3#int8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"model.onnx", "a/b:3", "student:", "@stable", "student:3#", "../x:1", "a:1:2", ""})
  void whatIsNoReferenceIsAFile(String text) {
    assertThat(ModelReference.of(text)).isEmpty();
  }
}
