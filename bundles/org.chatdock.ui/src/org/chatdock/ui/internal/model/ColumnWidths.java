// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.List;

/** How columns share the width of a table: what matters least goes first, what is left over goes to long texts. */
public final class ColumnWidths {
    /**
     * What a column wants.
     *
     * @param least below that it is of no use
     * @param natural shows all of its content; not below {@code least}. Where both are the same it never changes
     * @param rank the column of the lowest rank is left out first, when there is not enough room
     * @param elastic whether it takes room that nobody lacks
     */
    public record Wish(int least, int natural, int rank, boolean elastic) {
        int lacks() {
            return natural - least;
        }
    }

    private ColumnWidths() {
    }

    /** A width for every column; 0 for those that are left out. One column is always there. */
    public static int[] of(int width, List<Wish> wishes) {
        boolean[] out = new boolean[wishes.size()];
        int room = width - wishes.stream().mapToInt(Wish::least).sum();
        for (int shown = wishes.size(); room < 0 && shown > 1; shown--) {
            int next = -1;
            for (int i = 0; i < out.length; i++) {
                if (!out[i] && (next < 0 || wishes.get(i).rank() < wishes.get(next).rank())) {
                    next = i;
                }
            }
            out[next] = true;
            room += wishes.get(next).least();
        }
        return share(Math.max(0, room), wishes, out);
    }

    /** Everybody gets the same part of what it lacks; the last elastic column takes what nobody lacks. */
    private static int[] share(int room, List<Wish> wishes, boolean[] out) {
        int lacking = 0;
        int taker = -1;
        for (int i = 0; i < out.length; i++) {
            if (!out[i]) {
                lacking += wishes.get(i).lacks();
                taker = wishes.get(i).elastic() ? i : taker;
            }
        }
        int[] widths = new int[out.length];
        int given = 0;
        for (int i = 0; i < out.length; i++) {
            if (!out[i]) {
                int more = lacking == 0 ? 0 : (int) ((long) Math.min(room, lacking) * wishes.get(i).lacks() / lacking);
                widths[i] = wishes.get(i).least() + more;
                given += more;
            }
        }
        if (taker >= 0) {
            widths[taker] += room - given;
        }
        return widths;
    }
}
