// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the rows in the pages of a file, each on its own: neither how pages hang together nor what tables there are
 * needs to be readable. What a row belongs to is to be told from its columns.
 */
final class PageRows {
    private static final int TABLE_LEAF = 0x0D;
    private static final int INDEX_LEAF = 0x0A;
    private static final int INDEX_INTERIOR = 0x02;
    private static final int SCHEMA_OFFSET = 100;
    private static final int LEAF_HEADER_BYTES = 8;
    private static final int INTERIOR_HEADER_BYTES = 12;
    private static final int MOST_VARINT_BYTES = 9;

    private final PageFile file;

    PageRows(PageFile file) {
        this.file = file;
    }

    /** All rows of all pages that are not free, in no order of meaning. */
    void all(Consumer<PageRow> rows) {
        for (int page = 1; page <= file.pages(); page++) {
            if (!file.isFree(page)) {
                of(page, rows);
            }
        }
    }

    /** The rows of one page; none if it is another sort of page, or damaged. */
    void of(int number, Consumer<PageRow> rows) {
        ByteBuffer page = file.page(number);
        if (page == null) {
            return;
        }
        int start = number == 1 ? SCHEMA_OFFSET : 0;
        int type = page.get(start);
        if (type != TABLE_LEAF && type != INDEX_LEAF && type != INDEX_INTERIOR) {
            return;
        }
        int cells = page.getShort(start + 3) & 0xFFFF;
        int pointers = start + (type == INDEX_INTERIOR ? INTERIOR_HEADER_BYTES : LEAF_HEADER_BYTES);
        for (int i = 0; i < cells && pointers + 2 * i + 2 <= page.limit(); i++) {
            PageRow row = row(number, page, type, page.getShort(pointers + 2 * i) & 0xFFFF);
            if (row != null) {
                rows.accept(row);
            }
        }
    }

    /** Null if there is no row. */
    private PageRow row(int number, ByteBuffer page, int type, int at) {
        try {
            Varints cell = new Varints(page, type == INDEX_INTERIOR ? at + 4 : at);
            long bytes = cell.next();
            long rowId = type == TABLE_LEAF ? cell.next() : 0;
            Object[] columns = columns(payload(page, cell.at, bytes, type == TABLE_LEAF));
            return new PageRow(number, type == TABLE_LEAF, rowId, columns);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return null;
        }
    }

    /** What is too long for its page goes on in a chain of others. */
    private byte[] payload(ByteBuffer page, int at, long bytes, boolean table) {
        int usable = file.usableBytes();
        if (bytes < 1 || bytes > (long) file.pages() * usable) {
            throw new IllegalArgumentException();
        }
        int most = table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        int least = (usable - 12) * 32 / 255 - 23;
        int some = least + (int) ((bytes - least) % (usable - 4));
        int here = bytes <= most ? (int) bytes : some <= most ? some : least;
        byte[] payload = new byte[(int) bytes];
        page.get(at, payload, 0, here);
        int next = here == bytes ? 0 : page.getInt(at + here);
        for (int read = here; read < bytes;) {
            ByteBuffer more = file.page(next);
            if (more == null) {
                throw new IllegalArgumentException();
            }
            int count = Math.min(usable - 4, payload.length - read);
            more.get(4, payload, read, count);
            read += count;
            next = more.getInt(0);
        }
        if (next != 0 && here < bytes) {
            throw new IllegalArgumentException();
        }
        return payload;
    }

    private static Object[] columns(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        Varints header = new Varints(bytes, 0);
        long end = header.next();
        if (end > payload.length || end < 1) {
            throw new IllegalArgumentException();
        }
        Object[] columns = new Object[(int) end];
        int count = 0;
        int at = (int) end;
        while (header.at < end) {
            long type = header.next();
            int length = length(type);
            columns[count++] = value(bytes, at, type, length);
            at += length;
        }
        if (at != payload.length || header.at != end) {
            throw new IllegalArgumentException();
        }
        return Arrays.copyOf(columns, count);
    }

    private static int length(long type) {
        if (type >= 12) {
            return Math.toIntExact(Math.min((type - 12) / 2, Integer.MAX_VALUE));
        }
        return switch ((int) type) {
            case 0, 8, 9 -> 0;
            case 1, 2, 3, 4 -> (int) type;
            case 5 -> 6;
            case 6, 7 -> 8;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Object value(ByteBuffer bytes, int at, long type, int length) {
        if (length > bytes.limit() - at) {
            throw new IllegalArgumentException();
        }
        if (type >= 12) {
            byte[] value = Arrays.copyOfRange(bytes.array(), at, at + length);
            return type % 2 == 0 ? value : new String(value, StandardCharsets.UTF_8);
        }
        if (type == 0) {
            return null;
        }
        if (type == 7) {
            return bytes.getDouble(at);
        }
        long value = type == 9 ? 1 : 0;
        for (int i = 0; i < length; i++) {
            value = i == 0 ? bytes.get(at) : value << Byte.SIZE | bytes.get(at + i) & 0xFF;
        }
        return value;
    }

    /** SQLite's numbers of one to nine bytes. */
    private static final class Varints {
        private final ByteBuffer bytes;
        private int at;

        Varints(ByteBuffer bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        long next() {
            long value = 0;
            for (int i = 1; i < MOST_VARINT_BYTES; i++) {
                int octet = bytes.get(at++);
                value = value << 7 | octet & 0x7F;
                if (octet >= 0) {
                    return value;
                }
            }
            return value << Byte.SIZE | bytes.get(at++) & 0xFF;
        }
    }
}
