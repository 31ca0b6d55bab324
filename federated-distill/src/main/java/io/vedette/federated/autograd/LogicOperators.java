package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;

/** Truth values: comparisons, logic, and the choice by them. */
final class LogicOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .plain("Equal", in -> JniUtils.eq(in.get(0), in.get(1)))
          .plain("Greater", in -> JniUtils.gt(in.get(0), in.get(1)))
          .plain("GreaterOrEqual", in -> JniUtils.gte(in.get(0), in.get(1)))
          .plain("Less", in -> JniUtils.lt(in.get(0), in.get(1)))
          .plain("LessOrEqual", in -> JniUtils.lte(in.get(0), in.get(1)))
          .plain("And", in -> JniUtils.logicalAnd(in.get(0), in.get(1)))
          .plain("Or", in -> JniUtils.logicalOr(in.get(0), in.get(1)))
          .plain("Xor", in -> JniUtils.logicalXor(in.get(0), in.get(1)))
          .plain("Not", in -> JniUtils.logicalNot(in.get(0)))
          .plain(
              "Where",
              in -> JniUtils.where(Memory.as(in.get(0), DataType.BOOLEAN), in.get(1), in.get(2)));

  private LogicOperators() {}
}
