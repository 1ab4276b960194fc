// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Overwrites with zeros what no table of the file uses: the free part of every page, the end of the last page of what
 * is longer than a page, and free pages. SQLite leaves copies there when it splits or joins pages, even with
 * {@code secure_delete}, and it reads none of these bytes. Live bytes are never written.
 * <p>
 * Only while the log is empty and nobody writes; so the writer's thread only. A step may be followed by commits: the
 * next one then finds its way from the roots again, and leaves out the leaves that it knows. It may: what is gone is in
 * no table any more, so that nothing brings it to a page that is clean.
 */
final class Scrubber implements AutoCloseable {
    private static final int PAGES_AT_ONCE = 2000;
    private static final int PAGE_SIZE = 16;
    private static final int RESERVED = 20;
    private static final int FREE_LIST = 32;
    private static final int FILE_HEADER = 100;
    private static final int INDEX_INTERIOR = 2;
    private static final int TABLE_INTERIOR = 5;
    private static final int INDEX_LEAF = 10;
    private static final int TABLE_LEAF = 13;

    /** A page of a tree. {@code height}: above the leaves; all leaves of a tree are equally deep. */
    private record Visit(int page, int height) {
    }

    private final Path file;
    /**
     * Open until the store is closed: on POSIX, closing any channel of a file takes away the locks that SQLite holds
     * on it.
     */
    private FileChannel channel;
    private int pageSize;
    private int usable;
    private final BitSet clean = new BitSet();
    private final Deque<Visit> open = new ArrayDeque<>();
    private boolean freeListDone;
    private long version = -1;
    private int budget;
    private boolean written;

    Scrubber(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Forgets what is clean: something else is gone since. */
    void restart() {
        clean.clear();
        version = -1;
    }

    /**
     * Goes a step on.
     *
     * @param roots the first pages of all tables and indices
     * @param commits changes with every commit
     * @return whether all is clean
     */
    boolean step(List<Integer> roots, long commits) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        readHeader();
        if (version != commits) {
            version = commits;
            begin(roots);
        }
        budget = PAGES_AT_ONCE;
        written = false;
        while (!open.isEmpty() && budget > 0) {
            visit(open.pop());
        }
        if (open.isEmpty() && !freeListDone && budget > 0) {
            freeListDone = freeList();
        }
        if (written) {
            channel.force(false);
        }
        return open.isEmpty() && freeListDone;
    }

    private void begin(List<Integer> roots) throws IOException {
        open.clear();
        freeListDone = false;
        for (int root : roots) {
            open.push(new Visit(root, height(root)));
        }
    }

    private void readHeader() throws IOException {
        ByteBuffer header = read(0, FILE_HEADER);
        int size = header.getShort(PAGE_SIZE) & 0xffff;
        pageSize = size == 1 ? 1 << 16 : size;
        usable = pageSize - (header.get(RESERVED) & 0xff);
    }

    private int height(int root) throws IOException {
        int height = 0;
        for (int page = root; isInterior(type(page(page), page)); height++) {
            ByteBuffer bytes = page(page);
            page = cells(bytes, page) == 0 ? bytes.getInt(header(page) + 8)
                    : bytes.getInt(cell(bytes, page, 0));
        }
        return height;
    }

    private static int header(int page) {
        return page == 1 ? FILE_HEADER : 0;
    }

    private int type(ByteBuffer bytes, int page) throws IOException {
        int type = bytes.get(header(page));
        if (!isInterior(type) && type != INDEX_LEAF && type != TABLE_LEAF) {
            throw damaged(page);
        }
        return type;
    }

    private static boolean isInterior(int type) {
        return type == INDEX_INTERIOR || type == TABLE_INTERIOR;
    }

    private static int cells(ByteBuffer bytes, int page) {
        return bytes.getShort(header(page) + 3) & 0xffff;
    }

    private int cell(ByteBuffer bytes, int page, int number) throws IOException {
        int pointers = header(page) + (isInterior(bytes.get(header(page))) ? 12 : 8);
        int at = bytes.getShort(pointers + 2 * number) & 0xffff;
        if (at < pointers || at > usable - 4) {
            throw damaged(page);
        }
        return at;
    }

    private void visit(Visit visit) throws IOException {
        int page = visit.page;
        if (visit.height == 0 && clean.get(page)) {
            return;
        }
        ByteBuffer bytes = page(page);
        int type = type(bytes, page);
        if (isInterior(type) != visit.height > 0) {
            throw damaged(page);
        }
        int count = cells(bytes, page);
        if (visit.height > 0) {
            open.push(new Visit(bytes.getInt(header(page) + 8), visit.height - 1));
            for (int i = 0; i < count; i++) {
                open.push(new Visit(bytes.getInt(cell(bytes, page, i)), visit.height - 1));
            }
        }
        if (!clean.get(page)) {
            budget--;
            clearGaps(bytes, page, type, count);
            for (int i = 0; i < count && type != TABLE_INTERIOR; i++) {
                clearOverflow(bytes, page, type, cell(bytes, page, i));
            }
            clean.set(page);
        }
    }

    private void clearGaps(ByteBuffer bytes, int page, int type, int count) throws IOException {
        int start = header(page) + (isInterior(type) ? 12 : 8) + 2 * count;
        int given = bytes.getShort(header(page) + 5) & 0xffff;
        int content = given == 0 ? 1 << 16 : given;
        if (start > content || content > usable) {
            throw damaged(page);
        }
        clear(bytes, page, start, content);
        int last = content;
        for (int at = bytes.getShort(header(page) + 1) & 0xffff; at != 0;) {
            int size = at > usable - 4 ? 0 : bytes.getShort(at + 2) & 0xffff;
            if (at < last || size < 4 || at + size > usable) {
                throw damaged(page);
            }
            clear(bytes, page, at + 4, at + size);
            last = at + size;
            at = bytes.getShort(at) & 0xffff;
        }
    }

    /** As SQLite's file format says how much of a cell stands in the page itself. */
    private void clearOverflow(ByteBuffer bytes, int page, int type, int cell) throws IOException {
        bytes.position(type == INDEX_INTERIOR ? cell + 4 : cell);
        long payload = number(bytes);
        if (type == TABLE_LEAF) {
            number(bytes);
        }
        int most = type == TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        if (payload <= most) {
            return;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        long wanted = least + (payload - least) % (usable - 4);
        long local = wanted <= most ? wanted : least;
        if (bytes.position() + local + 4 > usable) {
            throw damaged(page);
        }
        int next = bytes.getInt((int) (bytes.position() + local));
        long rest = payload - local;
        for (; rest > usable - 4; rest -= usable - 4) {
            next = read(offset(next), 4).getInt(0);
        }
        budget--;
        clear(page(next), next, (int) (4 + rest), usable);
    }

    private static long number(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            byte next = bytes.get();
            value = value << 7 | next & 0x7f;
            if (next >= 0) {
                return value;
            }
        }
        return value << 8 | bytes.get() & 0xff;
    }

    /** @return whether that was all of it */
    private boolean freeList() throws IOException {
        for (int trunk = read(FREE_LIST, 4).getInt(0); trunk != 0;) {
            ByteBuffer bytes = page(trunk);
            int count = bytes.getInt(4);
            if (count < 0 || count > usable / 4 - 2) {
                throw damaged(trunk);
            }
            clear(bytes, trunk, 8 + 4 * count, usable);
            for (int i = 0; i < count; i++) {
                int leaf = bytes.getInt(8 + 4 * i);
                if (!clean.get(leaf)) {
                    if (budget-- <= 0) {
                        return false;
                    }
                    clear(page(leaf), leaf, 0, usable);
                    clean.set(leaf);
                }
            }
            trunk = bytes.getInt(0);
        }
        return true;
    }

    /** Writes only where there is something. */
    private void clear(ByteBuffer bytes, int page, int from, int to) throws IOException {
        int first = from;
        while (first < to && bytes.get(first) == 0) {
            first++;
        }
        if (first < to) {
            ByteBuffer zeros = ByteBuffer.allocate(to - first);
            for (long at = offset(page) + first; zeros.hasRemaining();) {
                at += channel.write(zeros, at);
            }
            written = true;
        }
    }

    private long offset(int page) throws IOException {
        if (page < 1) {
            throw damaged(page);
        }
        return (page - 1L) * pageSize;
    }

    private ByteBuffer page(int page) throws IOException {
        return read(offset(page), pageSize);
    }

    private ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (long at = from; bytes.hasRemaining();) {
            int count = channel.read(bytes, at);
            if (count < 0) {
                throw damaged((int) (from / Math.max(1, pageSize)) + 1);
            }
            at += count;
        }
        return bytes;
    }

    private static IOException damaged(int page) {
        return new IOException("Page " + page + " of the message store is not as it should be.");
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
