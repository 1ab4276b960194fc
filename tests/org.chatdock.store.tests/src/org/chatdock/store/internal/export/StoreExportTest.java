// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import static org.chatdock.store.internal.export.Folder.ANN;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withTime;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.chatdock.api.store.ConversationExport.Format;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.Test;

class StoreExportTest {
    private final Folder folder = new Folder();

    private List<String> expected() {
        return folder.messages.stream().map(stored -> stored.message().id().value()).toList();
    }

    private List<String> exported() {
        return folder.text(Format.JSON_LINES, Locale.ENGLISH).lines().filter(line -> line.contains("\"MsgId\":"))
                .map(line -> line.replaceFirst(".*\"MsgId\":\"([^\"]*)\".*", "$1")).toList();
    }

    private void fill(int count) {
        IntStream.range(0, count).forEach(i -> folder.add(fromUser("ann", "m" + i, 1_000 + i / 7)));
    }

    @Test
    void everyMessageIsThereOnceAndInOrderHoweverManyPages() {
        for (int count : new int[] { 0, 1, MessageWalk.PAGE, MessageWalk.PAGE + 1, 5 * MessageWalk.PAGE + 3 }) {
            folder.messages.clear();
            fill(count);
            assertEquals(expected(), exported());
        }
        assertEquals(MessageWalk.PAGE, folder.largest);
    }

    @Test
    void whatComesMeanwhileNeitherDoublesNorHidesAnything() {
        fill(1_000);
        List<String> before = expected();
        int[] more = { 0 };
        folder.meanwhile = () -> {
            // Not for ever: an export that does not know its end is to fail this test, not to hold it up.
            if (more[0] < 2_000) {
                folder.add(fromUser("ann", "early" + more[0]++, 1));
                folder.add(fromUser("ann", "late" + more[0]++, 9_000));
            }
        };
        assertEquals(before, exported());
        assertTrue(more[0] > 8, "Messages came.");
    }

    @Test
    void aMessageThatIsUnderstoodAtLastAndGoesElsewhereHidesNothing() {
        fill(1_000);
        List<String> before = expected();
        int[] calls = { 0 };
        folder.meanwhile = () -> {
            if (calls[0]++ == 0) {
                StoredMessage last = folder.messages.remove(MessageWalk.PAGE - 1);
                Instant later = Instant.ofEpochSecond(9_000);
                folder.messages.add(new StoredMessage(withTime(last.message(), later), last.arrival(), true));
            }
        };
        assertEquals(before, exported());
    }

    @Test
    void aConversationThatIsDeletedMeanwhileEndsTheExport() {
        fill(1_000);
        List<String> before = expected();
        folder.meanwhile = folder.messages::clear;
        assertEquals(before.subList(0, MessageWalk.PAGE), exported());
    }

    @Test
    void memoryHoldsNoMoreThanAFewPages() throws IOException {
        fill(2_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> sizes = new ArrayList<>();
        folder.meanwhile = () -> sizes.add(Integer.valueOf(out.size()));
        folder.export(Locale.ENGLISH).export(ANN, Format.HTML, out);
        for (int page = 1; page < sizes.size(); page++) {
            assertTrue(sizes.get(page).intValue() > sizes.get(page - 1).intValue(), sizes::toString);
        }
        assertTrue(sizes.size() >= 9, sizes::toString);
    }

    @Test
    void theStreamIsFlushedAndStaysOpen() throws IOException {
        fill(1);
        boolean[] closed = { false };
        int[] unflushed = { 0 };
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                unflushed[0] += length;
            }

            @Override
            public void flush() {
                unflushed[0] = 0;
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        for (Format format : Format.values()) {
            folder.export(Locale.ENGLISH).export(ANN, format, out);
            assertFalse(closed[0]);
            assertEquals(0, unflushed[0]);
        }
    }

    @Test
    void whatTheStreamThrowsComesThroughWhereverItDoes() {
        fill(1_000);
        for (Format format : Format.values()) {
            for (int room : new int[] { 0, 20_000 }) {
                IOException full = new IOException("expected");
                OutputStream out = new OutputStream() {
                    private int written;

                    @Override
                    public void write(int one) throws IOException {
                        if (++written > room) {
                            throw full;
                        }
                    }
                };
                assertSame(full, assertThrows(IOException.class,
                        () -> folder.export(Locale.ENGLISH).export(ANN, format, out)));
            }
        }
    }

    @Test
    void aStoreThatCannotBeReadIsNoHalfExport() {
        fill(1_000);
        StoreException failure = new StoreException("expected", null);
        folder.meanwhile = () -> {
            throw failure;
        };
        assertSame(failure, assertThrows(StoreException.class, () -> exported()));
    }
}
