package io.vedette.cloud.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondAnswersTest {

  private static final String AWAY = SecondAnswers.turn("boards", "away");
  private static final String THERE = SecondAnswers.turn("films", "there");

  private final SecondAnswers seconds = new SecondAnswers();
  private final List<String> heard = new ArrayList<>();

  private String add(String turn) {
    return seconds.add(
        turn,
        Scratch.escalation("id-00001", true, false),
        (audit, objects, model) -> heard.add(model));
  }

  @Test
  void aTeacherThatIsAwayTakesNoRoomFromAnother() {
    String first = add(AWAY);
    for (int i = 1; i < 200; i++) {
      assertThat(add(AWAY)).isNotNull();
    }
    assertThat(add(AWAY)).isNull();

    String other = add(THERE);

    assertThat(other).isNotNull();
    seconds.answer(other, List.of(), "m");
    assertThat(heard).containsExactly("m");
    assertThat(seconds.dropAll(AWAY)).hasSize(200).contains(first);
    assertThat(seconds.has(first)).isFalse();
    assertThat(add(AWAY)).isNotNull();
  }
}
