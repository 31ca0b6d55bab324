/**
 * Networks of our own, written as graphs: an {@link Architecture} is a named {@link Design}, a
 * {@code Design} is one choice each of {@link Backbone}, {@link Attention}, {@link Neck}, {@link
 * BoxBranch}, {@link Activation}, {@link Levels} and of the factors on depth and width. All share
 * one head, so all are trained, distilled, compressed and run alike. One backbone, neck or block a
 * file; a {@link NetworkSize} says what a design costs before it is built.
 */
@NullMarked
package io.vedette.federated.architecture;

import org.jspecify.annotations.NullMarked;
