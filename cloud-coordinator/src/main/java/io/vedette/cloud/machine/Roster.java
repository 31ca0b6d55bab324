package io.vedette.cloud.machine;

import java.util.List;

/**
 * Names of rows, so that a machine's rows are found without a look at those of others.
 *
 * @param number from 0
 */
record Roster(int number, List<String> rows) {}
