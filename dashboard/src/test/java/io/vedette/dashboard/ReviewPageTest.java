package io.vedette.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.SubmitReviewRequest;
import org.junit.jupiter.api.Test;

/** A person says what is on frames, in a real browser. */
class ReviewPageTest extends BrowserTest {

  @Test
  void theKeyboardIsEnoughToAcceptLeaveOutAndSayThatNothingIsThere() {
    open("/review");
    assertThat(boxes()).not().hasCount(0);
    String first = picture();
    page.keyboard().press("a");
    said(1);
    assertThat(coordinator.reviews.said().get(0).getAcceptVerdict()).isTrue();
    assertThat(page.locator(".review-picture img")).not().hasAttribute("src", first);

    String second = picture();
    page.keyboard().press("s");
    assertThat(page.locator(".review-picture img")).not().hasAttribute("src", second);
    assertThat(coordinator.reviews.said()).hasSize(1);

    page.keyboard().press("n");
    assertThat(boxes()).hasCount(0);
    assertThat(page.getByText("Your word")).isVisible();
    page.keyboard().press("Enter");
    said(2);
    SubmitReviewRequest word = coordinator.reviews.said().get(1);
    assertThat(word.hasObjects()).isTrue();
    assertThat(word.getObjects().getObjectsList()).isEmpty();
  }

  @Test
  void boxesAreDrawnMovedRelabelledAndRemoved() {
    open("/review?for=estimate");
    assertThat(boxes()).not().hasCount(0);
    int before = boxes().count();
    page.keyboard().press("2");
    BoundingBox place = page.locator(".review-picture").boundingBox();
    page.mouse().move(place.x + place.width * 0.8, place.y + place.height * 0.8);
    page.mouse().down();
    page.mouse().move(place.x + place.width * 0.9, place.y + place.height * 0.9);
    page.mouse().up();
    assertThat(boxes()).hasCount(before + 1);
    Locator drawn = boxes().last();
    BoundingBox found = drawn.boundingBox();
    assertThat(found.x).isCloseTo(place.x + place.width * 0.8, within(6.0));
    assertThat(found.y).isCloseTo(place.y + place.height * 0.8, within(6.0));
    assertThat(found.width).isCloseTo(place.width * 0.1, within(8.0));
    assertThat(drawn).hasAttribute("aria-pressed", "true");
    drawn.press("ArrowRight");
    drawn.press("Delete");
    assertThat(boxes()).hasCount(before);

    boxes().first().focus();
    assertThat(boxes().first()).hasAttribute("aria-pressed", "true");
    page.keyboard().press("4");
    button("Store my word").click();
    said(1);
    Detection relabelled = coordinator.reviews.said().get(0).getObjects().getObjects(0);
    assertThat(relabelled.getLabel()).isEqualTo("spur");
  }

  @Test
  void accuracyByReviewsIsShownWithItsInterval() {
    open("/review");
    assertThat(page.getByText("0.83 (0.79 to 0.86)").first()).isVisible();
    assertThat(page.getByText("41 of 1204")).isVisible();
  }

  private Locator boxes() {
    return page.locator(".review-box rect");
  }

  private String picture() {
    return page.locator(".review-picture img").getAttribute("src");
  }

  private void said(int words) {
    assertThat(page.getByText((40 + words) + " reviewed")).isVisible();
    assertThat(coordinator.reviews.said()).hasSize(words);
  }
}
