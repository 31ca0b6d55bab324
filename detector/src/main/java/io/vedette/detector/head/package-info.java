/**
 * How outputs become boxes: one {@link Head} per detector family, listed in {@link Heads}, turns a
 * graph's outputs into {@link Candidate}s, {@link Nms} keeps one per object, and {@link
 * SpecInference} infers from a graph which head it has and how it wants its picture.
 */
@NullMarked
package io.vedette.detector.head;

import org.jspecify.annotations.NullMarked;
