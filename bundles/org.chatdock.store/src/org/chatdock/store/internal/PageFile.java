// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A database's file and log as pages, read past SQLite: that one stops where something is damaged. See "Database File
 * Format" in SQLite's documentation. Nothing is changed. One thread.
 */
final class PageFile implements AutoCloseable {
    private static final int USUAL_PAGE_BYTES = 4096;
    private static final int SMALLEST_PAGE_BYTES = 512;
    private static final int LARGEST_PAGE_BYTES = 65_536;
    private static final int HEADER_BYTES = 100;

    private final FileChannel file;
    private final FileChannel log;
    private final WalOverlay overlay;
    private final int pageBytes;
    private final int reserved;
    private final int pages;
    private final BitSet free;

    PageFile(Path path) throws IOException {
        Path logPath = path.resolveSibling(path.getFileName() + "-wal");
        overlay = WalOverlay.read(logPath);
        file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            log = overlay.pages() == 0 ? null : FileChannel.open(logPath, StandardOpenOption.READ);
            ByteBuffer header = read(file, 0, HEADER_BYTES);
            boolean isHeader = header != null
                    && Arrays.equals(header.array(), 0, Schema.MAGIC.length, Schema.MAGIC, 0, Schema.MAGIC.length);
            int told = isHeader ? header.getShort(16) & 0xFFFF : 0;
            int bytes = overlay.pageBytes() != 0 ? overlay.pageBytes() : told == 1 ? LARGEST_PAGE_BYTES : told;
            pageBytes = isPageSize(bytes) ? bytes : USUAL_PAGE_BYTES;
            reserved = isHeader ? header.get(20) & 0xFF : 0;
            pages = Math.max((int) ((file.size() + pageBytes - 1) / pageBytes), overlay.pages());
            free = isHeader ? freePages() : new BitSet();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    static boolean isPageSize(int bytes) {
        return bytes >= SMALLEST_PAGE_BYTES && bytes <= LARGEST_PAGE_BYTES && Integer.bitCount(bytes) == 1;
    }

    /** Null if there are not so many bytes. */
    static ByteBuffer read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                return null;
            }
        }
        return bytes.flip();
    }

    /** The first one is 1. */
    int pages() {
        return pages;
    }

    /** What of a page is not reserved for others. */
    int usableBytes() {
        return pageBytes - reserved;
    }

    /** Whether the page holds nothing that counts. False if that cannot be told. */
    boolean isFree(int page) {
        return free.get(page);
    }

    /** Null if there is no such page, or the disk does not give it. */
    ByteBuffer page(int number) {
        if (number < 1 || number > pages) {
            return null;
        }
        try {
            Long logged = overlay.offset(number);
            return logged != null ? read(log, logged, pageBytes)
                    : read(file, (long) (number - 1) * pageBytes, pageBytes);
        } catch (IOException e) {
            return null;
        }
    }

    /** The list of free pages, if all of it can be followed; of one that is damaged nothing is believed. */
    private BitSet freePages() {
        BitSet found = new BitSet();
        ByteBuffer header = page(1);
        int count = header == null ? 0 : header.getInt(36);
        int trunk = header == null ? 0 : header.getInt(32);
        while (trunk != 0) {
            ByteBuffer page = found.get(trunk & Integer.MAX_VALUE) ? null : page(trunk);
            int leaves = page == null ? -1 : page.getInt(4);
            if (leaves < 0 || leaves > usableBytes() / 4 - 2) {
                return new BitSet();
            }
            found.set(trunk);
            for (int i = 0; i < leaves; i++) {
                found.set(page.getInt(8 + 4 * i) & Integer.MAX_VALUE);
            }
            trunk = page.getInt(0);
        }
        return found.cardinality() == count ? found : new BitSet();
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (log != null) {
            log.close();
        }
    }
}
