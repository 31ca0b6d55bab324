package io.vedette.detector.head;

import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import java.util.OptionalInt;

/**
 * What a family knows about a graph that it recognised.
 *
 * @param head the family with its parameters
 * @param input how the family prepares its pictures
 * @param classes number of classes, where the shapes tell it
 * @param nmsIou the family's customary overlap for suppression, 0 to 1
 */
public record Recognition(HeadSpec head, InputSpec input, OptionalInt classes, float nmsIou) {}
