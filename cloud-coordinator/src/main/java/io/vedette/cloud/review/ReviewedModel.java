package io.vedette.cloud.review;

/**
 * How good a student and its teacher are, by the reviews of a random sample of its audits.
 *
 * @param audits with a verdict that can be used
 * @param reviewed of them, by people
 * @param student against what people say, helped by the verdicts on the other audits
 * @param studentByReviews the same from the reviewed frames alone, to compare
 * @param teacher against what people say, from the reviewed frames alone
 */
public record ReviewedModel(
    String modelSha256,
    long audits,
    int reviewed,
    Accuracy student,
    Accuracy studentByReviews,
    Accuracy teacher) {}
