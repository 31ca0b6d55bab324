package io.vedette.dashboard.api;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.ListChanges;
import io.vedette.wire.RequestBounds;
import io.vertx.core.MultiMap;

/**
 * A page of a list, as the list's method and its parameters name it: "ListDevices?states=away".
 *
 * @param text the same
 * @param request the method's request
 */
public record ListQuestion(String text, Message request) {

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException when it is no such page
   */
  public static ListQuestion parse(String text) {
    QueryStringDecoder address = new QueryStringDecoder(text);
    String type = address.path() + "Request";
    FieldDescriptor list =
        GetListChangesRequest.getDescriptor().getFields().stream()
            .filter(f -> f.getContainingOneof() != null)
            .filter(f -> f.getMessageType().getName().equals(type))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(address.path() + " is no list"));
    MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
    address.parameters().forEach(parameters::add);
    try {
      Message request =
          QueryMessage.read(
              parameters, GetListChangesRequest.newBuilder().newBuilderForField(list).build());
      RequestBounds.fault(request)
          .ifPresent(
              fault -> {
                throw new BadRequest(fault);
              });
      return new ListQuestion(text, request);
    } catch (BadRequest e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Asks what changed on the page since a revision; 0: for the whole page. */
  public GetListChangesRequest after(long revision) {
    FieldDescriptor list =
        GetListChangesRequest.getDescriptor().getFields().stream()
            .filter(f -> f.getContainingOneof() != null)
            .filter(f -> f.getMessageType() == request.getDescriptorForType())
            .findFirst()
            .orElseThrow();
    return GetListChangesRequest.newBuilder()
        .setAfterRevision(revision)
        .setField(list, request)
        .build();
  }

  /**
   * The changes as JSON: {@code {"list", "whole", "places", "rows": "devices", "page": {…}}}; empty
   * when nothing changed. {@code rows} is the name of the page's field that has the rows.
   */
  public String json(ListChanges changes) {
    return changes.getAllFields().entrySet().stream()
        .filter(one -> one.getKey().getContainingOneof() != null)
        .map(one -> (Message) one.getValue())
        .findFirst()
        .map(
            page ->
                "{\"list\":%s,\"whole\":%s,\"places\":%s,\"rows\":\"%s\",\"page\":%s}"
                    .formatted(
                        MessageJson.text(text),
                        changes.getWhole(),
                        changes.getPlacesList().toString().replace(" ", ""),
                        ApiTable.rowsOf(page.getDescriptorForType()).getJsonName(),
                        MessageJson.of(page)))
        .orElse("");
  }

  /** Why the page cannot be read, as JSON: {@code {"list", "failure"}}. */
  public static String failure(String text, String why) {
    return "{\"list\":%s,\"failure\":%s}".formatted(MessageJson.text(text), MessageJson.text(why));
  }
}
