// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A ring of records in a mapped file: what is written there survives the process without a call to the system, and the
 * machine if it had the time. One process at a time.
 * <p>
 * The file: 8 bytes magic, 8 bytes position of the first record that counts, then the ring. A record: its length, a
 * checksum over length and content, one byte that says whether it waits, its number, its content. A record of length 0
 * says that the ring goes on at its beginning. The records end where the number is not the next one.
 */
public final class MappedAckJournal implements AckJournal, AutoCloseable {
    private static final long MAGIC = 0x43484154_41434b31L;
    private static final int HEAD_AT = 8;
    private static final int RING = 16;
    private static final int RECORD = Integer.BYTES + Integer.BYTES + 1 + Long.BYTES;
    private static final int STATE = 2 * Integer.BYTES;
    private static final int NUMBER = STATE + 1;
    private static final byte WAITS = 1;
    private static final byte GONE = 0;
    private static final int CAPACITY = 4 * 1024 * 1024;
    private static final char SEPARATOR = '\n';

    private final FileChannel channel;
    private final FileLock lock;
    private final MappedByteBuffer file;
    private final CRC32C sum = new CRC32C();
    private int head;
    private int tail;
    private long nextNumber;
    private boolean empty = true;

    private MappedAckJournal(FileChannel channel, FileLock lock) throws IOException {
        this.channel = channel;
        this.lock = lock;
        if (channel.size() < CAPACITY) {
            // Written, not only declared: a disk that is full shall say so here and not while the ring is used.
            channel.write(ByteBuffer.allocate(CAPACITY), 0);
        }
        file = channel.map(FileChannel.MapMode.READ_WRITE, 0, CAPACITY);
        if (file.getLong(0) != MAGIC) {
            file.putLong(0, MAGIC);
            file.putLong(HEAD_AT, RING);
        }
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws IOException if it cannot be had; the message says why
     */
    public static MappedAckJournal open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("another process has it");
            }
            return new MappedAckJournal(channel, lock);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("it is in use already", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public synchronized void load(Reader reader) {
        int at = (int) file.getLong(HEAD_AT);
        if (at < RING || at > CAPACITY - RECORD) {
            at = RING;
        }
        head = at;
        long number = file.getLong(at + NUMBER);
        int read = 0;
        while (read < CAPACITY && isRecord(at, number)) {
            int length = file.getInt(at);
            if (length == 0) {
                read += CAPACITY - at;
                at = RING;
            } else {
                if (file.get(at + STATE) == WAITS) {
                    empty = false;
                    String content = new String(content(at, length), StandardCharsets.UTF_8);
                    int end = content.indexOf(SEPARATOR);
                    reader.left(content.substring(0, end), content.substring(end + 1), at);
                }
                read += RECORD + length;
                at += RECORD + length;
            }
            number++;
        }
        tail = at;
        // A chain goes on with the next number; a new one takes a number larger than any that may still stand there.
        nextNumber = empty ? System.currentTimeMillis() << Short.SIZE : number;
        if (empty) {
            restart();
        } else {
            skipGone();
        }
    }

    private boolean isRecord(int at, long number) {
        if (at > CAPACITY - RECORD || file.getLong(at + NUMBER) != number) {
            return false;
        }
        int length = file.getInt(at);
        return length >= 0 && length <= CAPACITY - RECORD - at
                && file.getInt(at + Integer.BYTES) == checksum(content(at, length));
    }

    /** Nothing waits: goes on at the beginning. What stands there has gone, or has a smaller number. */
    private void restart() {
        head = RING;
        tail = RING;
        empty = true;
        file.putLong(HEAD_AT, RING);
    }

    @Override
    public synchronized long add(String agent, String text) {
        if (!channel.isOpen()) {
            return NOWHERE;
        }
        byte[] content = (agent + SEPARATOR + text).getBytes(StandardCharsets.UTF_8);
        int size = RECORD + content.length;
        if (empty) {
            restart();
        }
        if (!makeRoom(size)) {
            return NOWHERE;
        }
        int at = tail;
        write(at, content);
        tail = at + size;
        empty = false;
        return at;
    }

    /** After it there is room for the record at the tail, and for one that says that the ring goes on. */
    private boolean makeRoom(int size) {
        int needed = size + RECORD;
        if (tail < head) {
            return tail + needed <= head;
        }
        if (tail + needed <= CAPACITY) {
            return true;
        }
        if (RING + needed > head) {
            return false;
        }
        write(tail, new byte[0]);
        tail = RING;
        return true;
    }

    /** The number last: before it, it is no record. */
    private void write(int at, byte[] content) {
        file.putInt(at, content.length);
        file.putInt(at + Integer.BYTES, checksum(content));
        file.put(at + STATE, WAITS);
        file.put(at + RECORD, content);
        VarHandle.releaseFence();
        file.putLong(at + NUMBER, nextNumber++);
    }

    @Override
    public synchronized void remove(long place) {
        if (place == NOWHERE || !channel.isOpen()) {
            return;
        }
        file.put((int) place + STATE, GONE);
        if (place == head) {
            skipGone();
        }
    }

    private void skipGone() {
        while (head != tail && (file.getInt(head) == 0 || file.get(head + STATE) == GONE)) {
            head = file.getInt(head) == 0 ? RING : head + RECORD + file.getInt(head);
        }
        empty = head == tail;
        file.putLong(HEAD_AT, head);
    }

    /** Over the length, too. */
    private int checksum(byte[] content) {
        sum.reset();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            sum.update(content.length >>> shift);
        }
        sum.update(content);
        return (int) sum.getValue();
    }

    private byte[] content(int at, int length) {
        byte[] content = new byte[length];
        file.get(at + RECORD, content);
        return content;
    }

    /** From now on nothing is written: the file may be somebody else's. */
    @Override
    public synchronized void close() throws IOException {
        file.force();
        lock.release();
        channel.close();
    }
}
