// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

/**
 * Which part of a list of rows is seen. What the eye rests on is kept: either the end of the list (then the view
 * follows), or one row and how far its upper edge is from the upper edge of the view. Rows that are added above or turn
 * out higher than thought therefore never move what is read.
 */
public final class Viewport {
    /** So close to the end counts as at the end. */
    public static final int NEAR_END = 15;

    private final HeightIndex heights = new HeightIndex();
    private int height;
    private boolean following = true;
    private int anchor;
    private long anchorDistance;

    public HeightIndex heights() {
        return heights;
    }

    public boolean following() {
        return following;
    }

    public int height() {
        return height;
    }

    public void setHeight(int pixels) {
        height = Math.max(0, pixels);
    }

    public void clear() {
        heights.clear();
        following = true;
        anchor = 0;
        anchorDistance = 0;
    }

    /** The offset of the view's upper edge in the list. Negative if the list is shorter than the view: rows sit low. */
    public long top() {
        long end = heights.total() - height;
        if (following || end <= 0) {
            return end;
        }
        long wanted = heights.offset(Math.min(anchor, heights.size())) - anchorDistance;
        return Math.max(0, Math.min(end, wanted));
    }

    public void scrollTo(long top) {
        long end = heights.total() - height;
        if (end <= 0 || top >= end - NEAR_END) {
            following = true;
            return;
        }
        following = false;
        anchorAt(Math.max(0, top));
    }

    public void scrollBy(long delta) {
        scrollTo(top() + delta);
    }

    public void toEnd() {
        following = true;
    }

    /** Brings a row into view with as little movement as possible. */
    public void reveal(int index) {
        long rowTop = heights.offset(index);
        long rowEnd = rowTop + heights.height(index);
        long top = top();
        if (rowTop < top || rowEnd - rowTop > height) {
            scrollTo(rowTop);
        } else if (rowEnd > top + height) {
            scrollTo(rowEnd - height);
        }
    }

    public void inserted(int index, int[] added) {
        heights.insert(index, added);
        if (!following && index <= anchor) {
            anchor += added.length;
        }
    }

    /** An anchor that goes leaves its place to the row before it: that is what has come in its stead, if anything. */
    public void removed(int index, int count) {
        heights.remove(index, count);
        if (anchor >= index + count) {
            anchor -= count;
        } else if (anchor >= index) {
            anchor = Math.max(0, index - 1);
        }
    }

    public void measured(int index, int pixels) {
        heights.set(index, pixels);
    }

    /** The first row that is seen, -1 if there are no rows. */
    public int firstVisible() {
        return heights.indexAt(top());
    }

    /** The last row that is seen, -1 if there are no rows. */
    public int lastVisible() {
        return heights.indexAt(Math.max(0, top() + height - 1));
    }

    /** The rows to keep ready: those in view and up to one view more on each side, as long as they are few enough. */
    public Rows ready(int limit) {
        if (heights.size() == 0) {
            return new Rows(0, -1);
        }
        int first = firstVisible();
        int last = lastVisible();
        int from = heights.indexAt(Math.max(0, top() - height));
        int to = heights.indexAt(Math.max(0, top() + 2L * height));
        int spare = Math.max(0, limit - (last - first + 1));
        return new Rows(Math.max(from, first - spare / 2), Math.min(to, last + spare / 2));
    }

    private void anchorAt(long top) {
        anchor = Math.max(0, heights.indexAt(top));
        anchorDistance = heights.size() == 0 ? 0 : heights.offset(anchor) - top;
    }

    /** A range of rows, both ends included; empty if {@code last} is smaller. */
    public record Rows(int first, int last) {
        public boolean contains(int index) {
            return index >= first && index <= last;
        }
    }
}
