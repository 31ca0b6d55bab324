package io.vedette.cloud.rpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.ListChanges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A page of a list, and at which revision each of its rows changed last. A row is known by its
 * place: where rows come, go or move, every place that shows another row than before has changed.
 *
 * @param page the answer of the list's method
 * @param revision of the latest change
 * @param wholeSince the revision at which the number of rows changed last
 * @param rowsSince of each row
 */
record FollowedPage(Message page, long revision, long wholeSince, List<Long> rowsSince) {

  /** A page that nobody has anything of. */
  static FollowedPage first(Message page, long revision) {
    int rows = page.getRepeatedFieldCount(rowsOf(page));
    return new FollowedPage(page, revision, revision, Collections.nCopies(rows, revision));
  }

  /**
   * The page after it was read again.
   *
   * @param next larger than every revision before
   */
  FollowedPage next(Message now, long next) {
    if (now.equals(page)) {
      return this;
    }
    FieldDescriptor rows = rowsOf(now);
    int count = now.getRepeatedFieldCount(rows);
    if (count != rowsSince.size()) {
      return first(now, next);
    }
    List<Long> since = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean same = now.getRepeatedField(rows, i).equals(page.getRepeatedField(rows, i));
      since.add(same ? rowsSince.get(i) : next);
    }
    return new FollowedPage(now, next, wholeSince, since);
  }

  /** Whether somebody who has what was there at a revision lacks something. */
  boolean changedAfter(long known) {
    return known != revision;
  }

  /**
   * What somebody lacks who has what was there at a revision: the changed rows, or the whole page
   * where the revision is not one of this page.
   *
   * @param list the field of the request that asked for the page
   */
  ListChanges since(long known, FieldDescriptor list) {
    ListChanges.Builder changes = ListChanges.newBuilder().setRevision(revision);
    if (!changedAfter(known)) {
      return changes.build();
    }
    FieldDescriptor answer = ListChanges.getDescriptor().findFieldByNumber(list.getNumber());
    if (known < wholeSince || known > revision) {
      return changes.setWhole(true).setField(answer, page).build();
    }
    FieldDescriptor rows = rowsOf(page);
    Message.Builder changed = page.toBuilder().clearField(rows);
    for (int i = 0; i < rowsSince.size(); i++) {
      if (rowsSince.get(i) > known) {
        changes.addPlaces(i);
        changed.addRepeatedField(rows, page.getRepeatedField(rows, i));
      }
    }
    return changes.setField(answer, changed.build()).build();
  }

  /** The list that a request asks for. */
  static FieldDescriptor list(GetListChangesRequest request) {
    return GetListChangesRequest.getDescriptor()
        .findFieldByNumber(request.getListCase().getNumber());
  }

  /** The rows are the first list of messages of an answer. */
  private static FieldDescriptor rowsOf(Message page) {
    return page.getDescriptorForType().getFields().stream()
        .filter(field -> field.isRepeated() && field.getJavaType() == JavaType.MESSAGE)
        .findFirst()
        .orElseThrow();
  }
}
