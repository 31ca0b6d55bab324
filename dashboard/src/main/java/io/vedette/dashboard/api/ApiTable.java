package io.vedette.dashboard.api;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.vedette.proto.v1.BoundsProto;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A method whose answer is a list of messages, in one page or many.
 *
 * @param method reads the list
 * @param rows the field of the answer that has them
 * @param size the field of the request for the number of rows; null: the list has one page
 * @param token the field of the request for a page's token
 * @param next the field of the answer for the next page's token
 * @param total the field of the answer for the number of rows on all pages; null: not told
 */
record ApiTable(
    ApiMethod method,
    FieldDescriptor rows,
    @Nullable FieldDescriptor size,
    @Nullable FieldDescriptor token,
    @Nullable FieldDescriptor next,
    @Nullable FieldDescriptor total) {

  /**
   * The table of a method; empty where its answer has none. Beside its rows an answer has no other
   * message, unless it is a page: then the first field has the rows.
   */
  static Optional<ApiTable> of(ApiMethod method) {
    Descriptor request = method.descriptor().getInputType();
    Descriptor answer = method.descriptor().getOutputType();
    List<FieldDescriptor> messages =
        answer.getFields().stream().filter(f -> f.getJavaType() == JavaType.MESSAGE).toList();
    FieldDescriptor next = answer.findFieldByName("next_page_token");
    boolean rowsOnly = messages.size() == 1 || messages.size() > 1 && next != null;
    if (!method.reads() || !rowsOnly || !messages.get(0).isRepeated()) {
      return Optional.empty();
    }
    return Optional.of(
        new ApiTable(
            method,
            messages.get(0),
            request.findFieldByName("page_size"),
            request.findFieldByName("page_token"),
            next,
            answer.findFieldByName("total")));
  }

  /** The field of a page that has its rows: the first list of messages. */
  static FieldDescriptor rowsOf(Descriptor page) {
    return page.getFields().stream()
        .filter(f -> f.getJavaType() == JavaType.MESSAGE && f.isRepeated())
        .findFirst()
        .orElseThrow();
  }

  /** What its rows are, for the name of a file: ListRoundParticipants has "round-participants". */
  String name() {
    return method
        .name()
        .replaceFirst("^(List|Get)", "")
        .replaceAll("(?<=.)([A-Z])", "-$1")
        .toLowerCase(Locale.ROOT);
  }

  /** Whether a request asks for a certain page. */
  boolean asksForPage(Message request) {
    return size != null && !isZero(request, size) || token != null && !isZero(request, token);
  }

  private static boolean isZero(Message request, FieldDescriptor field) {
    return request.getField(field).equals(field.getDefaultValue());
  }

  /** The request for the largest page that a token names. */
  Message page(Message request, String pageToken) {
    Message.Builder page = request.toBuilder();
    if (size != null) {
      page.setField(size, (int) size.getOptions().getExtension(BoundsProto.range).getMax());
    }
    if (token != null) {
      page.setField(token, pageToken);
    }
    return page.build();
  }

  /** The rows of an answer. */
  @SuppressWarnings("unchecked") // rows is a repeated field of messages
  List<Message> rows(Message answer) {
    return (List<Message>) answer.getField(rows);
  }

  /** The token of the page after an answer; empty after the last. */
  String next(Message answer) {
    return next == null || token == null ? "" : (String) answer.getField(next);
  }

  /** Rows on all pages; 0 where the answer does not tell. */
  long total(Message answer) {
    return total == null ? 0 : ((Number) answer.getField(total)).longValue();
  }
}
