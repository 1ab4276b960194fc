// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/**
 * A row as it stands in a page.
 *
 * @param page where
 * @param isTable whether it is of a table with row ids, else of an index or a table WITHOUT ROWID
 * @param rowId 0 if there is none
 * @param columns each null, {@code Long}, {@code Double}, {@code String} or {@code byte[]}; what {@code rowId} stands
 *            for is null
 */
record PageRow(int page, boolean isTable, long rowId, Object[] columns) {
    /** How many columns there are. */
    int size() {
        return columns.length;
    }

    /** Whether some columns are whole numbers. */
    boolean areNumbers(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!(columns[i] instanceof Long)) {
                return false;
            }
        }
        return true;
    }

    long number(int column) {
        return (Long) columns[column];
    }

    /** Null if the column is no BLOB. */
    byte[] blob(int column) {
        return columns[column] instanceof byte[] bytes ? bytes : null;
    }
}
