// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.chatdock.api.message.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every id is found where it was put last, however many there are, and nearly every other costs no query. */
class IdIndexTest {
    private static final int IDS = 100_000;

    @TempDir
    Path directory;
    private final IdDigest digest = new Sha256IdDigest();

    private Digest id(int number) {
        return digest.of(new MessageId("id" + number));
    }

    private static Place place(int number) {
        return new Place(number % 7 + 1, new Position(Instant.ofEpochSecond(number - 500L, number % 3), number));
    }

    @Test
    void everyIdIsFoundAlsoAfterReopening() throws Exception {
        Database database = new Database(directory.resolve("ids.db"), StoreOptions.DEFAULT);
        try (Connection connection = database.openToWrite()) {
            Schema.create(connection, FormatChoice.of(Formats.plain()));
        }
        Random random = new Random(5);
        try (Statements statements = new Statements(database.openToWrite())) {
            IdWriter writer = new IdWriter(statements);
            IdIndex index = writer.load();
            for (int from = 0; from < IDS;) {
                Map<Digest, Place> some = new HashMap<>();
                // Now and then as many at once as an epoch and a half.
                int end = Math.min(IDS, from + 1 + random.nextInt(random.nextInt(5) == 0 ? 50_000 : 3000));
                for (; from < end; from++) {
                    some.put(id(from), place(from));
                }
                writer.write(index, some).applyTo(index);
            }
            Map<Digest, Place> elsewhere = Map.of(id(3), place(77));
            writer.write(index, elsewhere).applyTo(index);
            check(index, new IdBlocks(statements));
            IdIndex reopened = writer.load();
            assertEquals(IDS / IdFilter.EPOCH_IDS, reopened.epochs());
            check(reopened, new IdBlocks(statements));
        }
    }

    private void check(IdIndex index, IdBlocks blocks) throws SQLException {
        for (int i = 0; i < IDS; i += 13) {
            assertEquals(place(i), find(index, blocks, id(i)), "id " + i);
        }
        assertEquals(place(77), find(index, blocks, id(3)));
        int queries = 0;
        for (int i = IDS; i < 2 * IDS; i++) {
            int[] candidates = index.candidates(id(i));
            queries += candidates.length;
            if (candidates.length > 0) {
                assertNull(find(index, blocks, id(i)));
            }
        }
        assertTrue(queries < IDS / 200, queries + " queries for " + IDS + " new ids");
    }

    private static Place find(IdIndex index, IdBlocks blocks, Digest id) throws SQLException {
        Place recent = index.recent(id);
        return recent != null ? recent : blocks.find(id, index.candidates(id));
    }

    @Test
    void theOldestEpochsAreNotFilteredWhenThereAreTooMany() {
        IdFilter filter = new IdFilter();
        byte[] empty = IdFilter.bits(List.of());
        for (int i = 0; i < 8 * 64; i++) {
            filter.add(empty);
        }
        assertEquals(0, filter.candidates(id(1)).length);

        filter.add(IdFilter.bits(List.of(id(1))));

        assertEquals(64, filter.candidates(id(2)).length);
        int[] candidates = filter.candidates(id(1));
        assertEquals(65, candidates.length);
        assertEquals(512, candidates[0]);
        assertEquals(63, candidates[1]);
        assertEquals(0, candidates[64]);
    }

    @Test
    void idsThatDifferInHalfAPairAreTwo() {
        assertNotEquals(digest.of(new MessageId("x\uD83D")), digest.of(new MessageId("x\uD83E")));
        assertEquals(digest.of(new MessageId("same")), new Sha256IdDigest().of(new MessageId("same")));
    }
}
