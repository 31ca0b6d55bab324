package io.vedette.cloud.rpc;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Pages of lists: so many items as are wanted, and as fit into one answer. */
final class Paging {

  /** Bytes of an answer to people. */
  static final int MAX_ANSWER_BYTES = 256 << 10;

  /** Bytes of all items of a page. */
  static final int MAX_BYTES = 192 << 10;

  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 100;

  private Paging() {}

  /**
   * A page.
   *
   * @param next token of the page after it; empty on the last
   */
  record Page<M>(List<M> items, String next) {}

  /** How many items are wanted. */
  static int size(int wanted) {
    return wanted <= 0 ? DEFAULT_SIZE : Math.min(wanted, MAX_SIZE);
  }

  /**
   * The page of a list after the item that a token names.
   *
   * @param idOf unique in the list
   */
  static <T, M extends Message> Page<M> page(
      List<T> all, Function<T, String> idOf, Function<T, M> write, String token, int wanted) {
    int from = token.isEmpty() ? 0 : after(all, idOf, text(token));
    List<M> items = new ArrayList<>();
    int bytes = 0;
    int at = from;
    for (; at < all.size() && items.size() < size(wanted); at++) {
      M item = write.apply(all.get(at));
      bytes += item.getSerializedSize();
      if (bytes > MAX_BYTES && !items.isEmpty()) {
        break;
      }
      items.add(item);
    }
    return new Page<>(items, at < all.size() ? token(idOf.apply(all.get(at - 1))) : "");
  }

  private static <T> int after(List<T> all, Function<T, String> idOf, String id) {
    for (int i = 0; i < all.size(); i++) {
      if (idOf.apply(all.get(i)).equals(id)) {
        return i + 1;
      }
    }
    throw wrong();
  }

  /** How many of the first items fit into one answer; at least one. */
  static int fitting(List<? extends Message> items) {
    return fitting(items, MAX_BYTES);
  }

  /** How many of the first items fit into so many bytes; at least one. */
  static int fitting(List<? extends Message> items, int maxBytes) {
    int bytes = 0;
    for (int i = 0; i < items.size(); i++) {
      bytes += items.get(i).getSerializedSize();
      if (bytes > maxBytes && i > 0) {
        return i;
      }
    }
    return items.size();
  }

  /**
   * An answer that is small enough.
   *
   * @throws io.grpc.StatusRuntimeException when it is not: clients would refuse it
   */
  static <M extends Message> M bounded(M answer) {
    int bytes = answer.getSerializedSize();
    if (bytes > MAX_ANSWER_BYTES) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription(
              "an answer of " + bytes + " bytes; at most " + MAX_ANSWER_BYTES + " are sent")
          .asRuntimeException();
    }
    return answer;
  }

  static String token(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
  }

  /** The number that a token names. */
  static long number(String token) {
    try {
      return Long.parseLong(text(token));
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  static RuntimeException wrong() {
    return Status.INVALID_ARGUMENT
        .withDescription("the page token is of another list; begin again without one")
        .asRuntimeException();
  }
}
