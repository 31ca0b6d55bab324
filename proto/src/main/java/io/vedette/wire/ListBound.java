package io.vedette.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.vedette.proto.v1.BoundsProto;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts lists to the bound of their field, so that the receiver does not refuse the whole message.
 *
 * @param maxItems that the field may have
 */
public record ListBound(int maxItems) {

  /**
   * @param number of the field
   * @throws IllegalArgumentException when the field has no bound
   */
  public static ListBound of(Descriptor message, int number) {
    FieldDescriptor field = message.findFieldByNumber(number);
    int bound = field.getOptions().getExtension(BoundsProto.maxItems);
    if (bound < 1) {
      throw new IllegalArgumentException(field.getFullName() + " has no bound for lists");
    }
    return new ListBound(bound);
  }

  /** The list as it is, or its first items in an order. */
  public <T> List<T> fit(List<T> items, Comparator<? super T> order) {
    return items.size() <= maxItems ? items : items.stream().sorted(order).limit(maxItems).toList();
  }
}
