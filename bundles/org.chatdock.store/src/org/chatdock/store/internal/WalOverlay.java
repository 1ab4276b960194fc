// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The pages in a write-ahead log that count: those of complete transactions, each in its newest version, up to the
 * first frame that is not what SQLite wrote. See "WAL file format" in SQLite's documentation.
 */
final class WalOverlay {
    private static final int MAGIC = 0x377F0682;
    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;

    private final Map<Integer, Long> offsets = new HashMap<>();
    private int pages;
    private int pageBytes;
    private int first;
    private int second;

    private WalOverlay() {
    }

    /** Empty if there is no log, or nothing in it counts. */
    static WalOverlay read(Path log) throws IOException {
        WalOverlay overlay = new WalOverlay();
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            overlay.read(channel);
        } catch (NoSuchFileException e) {
            // A store that was closed well has none.
        }
        return overlay;
    }

    /** Where a page begins in the log, null if the log does not have it. */
    Long offset(int page) {
        return offsets.get(page);
    }

    /** How many pages the database has after the last transaction; 0 if nothing in the log counts. */
    int pages() {
        return pages;
    }

    /** 0 if nothing in the log counts. */
    int pageBytes() {
        return pages == 0 ? 0 : pageBytes;
    }

    private void read(FileChannel channel) throws IOException {
        ByteBuffer header = PageFile.read(channel, 0, HEADER_BYTES);
        if (header == null || (header.getInt(0) & ~1) != MAGIC) {
            return;
        }
        ByteOrder order = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        pageBytes = header.getInt(8);
        add(header, 0, HEADER_BYTES - 8, order);
        if (!PageFile.isPageSize(pageBytes) || first != header.getInt(24) || second != header.getInt(28)) {
            return;
        }
        Map<Integer, Long> open = new HashMap<>();
        int frameBytes = FRAME_HEADER_BYTES + pageBytes;
        for (long at = HEADER_BYTES;; at += frameBytes) {
            ByteBuffer frame = PageFile.read(channel, at, frameBytes);
            if (frame == null || frame.getLong(8) != header.getLong(16)) {
                return;
            }
            add(frame, 0, 8, order);
            add(frame, FRAME_HEADER_BYTES, frameBytes, order);
            if (first != frame.getInt(16) || second != frame.getInt(20)) {
                return;
            }
            open.put(frame.getInt(0), at + FRAME_HEADER_BYTES);
            if (frame.getInt(4) != 0) {
                pages = frame.getInt(4);
                offsets.putAll(open);
                open.clear();
            }
        }
    }

    /** The log's checksum goes on over all its frames. */
    private void add(ByteBuffer bytes, int from, int to, ByteOrder order) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int i = from; i < to; i += 8) {
            first += words.getInt(i) + second;
            second += words.getInt(i + 4) + first;
        }
    }
}
