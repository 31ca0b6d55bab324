package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Arithmetic value by value, with numpy's broadcasting. */
final class ArithmeticOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .plain("Add", in -> JniUtils.add(in.get(0), in.get(1)))
          .plain("Sub", in -> JniUtils.sub(in.get(0), in.get(1)))
          .plain("Mul", in -> JniUtils.mul(in.get(0), in.get(1)))
          .plain("Div", ArithmeticOperators::divide)
          .plain("Pow", ArithmeticOperators::power)
          .add("Neg", each(JniUtils::neg))
          .add("Abs", each(JniUtils::abs))
          .add("Exp", each(JniUtils::exp))
          .add("Log", each(JniUtils::log))
          .add("Sqrt", each(JniUtils::sqrt))
          .add("Sign", each(JniUtils::sign))
          .add("Floor", each(JniUtils::floor))
          .add("Ceil", each(JniUtils::ceil))
          .add("Round", each(JniUtils::round))
          .add("Erf", each(JniUtils::erf))
          .add("Sin", each(JniUtils::sin))
          .add("Cos", each(JniUtils::cos))
          .add("Tan", each(JniUtils::tan))
          .add("Atan", each(JniUtils::atan))
          .plain("Reciprocal", in -> JniUtils.div(in.scalar(1, in.get(0)), in.get(0)))
          .add("Min", all(JniUtils::min))
          .add("Max", all(JniUtils::max))
          .add("Sum", all(JniUtils::add))
          .plain("Mean", in -> JniUtils.div(folded(in, JniUtils::add), in.scalar(in.count())));

  private ArithmeticOperators() {}

  private static Operator each(UnaryOperator<PtNDArray> function) {
    return node -> Kernel.single(in -> function.apply(in.get(0)));
  }

  private static Operator all(BinaryOperator<PtNDArray> function) {
    return node -> Kernel.single(in -> folded(in, function));
  }

  private static PtNDArray folded(KernelInputs in, BinaryOperator<PtNDArray> function) {
    PtNDArray result = in.get(0);
    for (int i = 1; i < in.count(); i++) {
      result = function.apply(result, in.get(i));
    }
    return in.count() > 1 ? result : ReshapingOperators.same(result);
  }

  /** Integers (shapes, mostly) are divided towards zero. */
  private static PtNDArray divide(KernelInputs in) {
    PtNDArray quotient = JniUtils.div(in.get(0), in.get(1));
    DataType type = in.get(0).getDataType();
    return type.isFloating() ? quotient : Memory.as(JniUtils.trunc(quotient), type);
  }

  private static PtNDArray power(KernelInputs in) {
    PtNDArray base = in.get(0);
    return JniUtils.pow(base, Memory.as(in.get(1), base.getDataType()));
  }
}
