// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not used in a file of SQLite is overwritten, and what is used is not. */
class ScrubberTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("messages.db");
    }

    private void onFile(String... statements) throws SQLException {
        Database database = new Database(file(), StoreOptions.DEFAULT);
        try (Connection connection = database.openToWrite(); Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = OFF");
            for (String each : statements) {
                statement.execute(each);
            }
            connection.commit();
        }
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToRead();
                Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private List<Integer> roots() throws SQLException {
        List<Integer> roots = new ArrayList<>(List.of(1));
        rows("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0").forEach(root -> roots.add(Integer.valueOf(root)));
        return roots;
    }

    private boolean holds(String secret) throws IOException {
        return new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1).contains(secret);
    }

    private void scrub() throws Exception {
        try (Scrubber scrubber = new Scrubber(file())) {
            List<Integer> roots = roots();
            for (int steps = 0; !scrubber.step(roots, 0); steps++) {
                assertTrue(steps < 1000, "it does not end");
            }
        }
        assertEquals(List.of("ok"), rows("PRAGMA integrity_check"));
    }

    private static String numbers(int count) {
        return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count + ") ";
    }

    /** Free pages that are used again for something that does not fill its last page. */
    @Test
    void theEndOfTheLastPageOfALongValueIsOverwritten() throws Exception {
        for (String kind : List.of("k INTEGER PRIMARY KEY, b BLOB)", "k INTEGER, b BLOB, PRIMARY KEY (k)) WITHOUT ROWID",
                "k INTEGER, b BLOB, PRIMARY KEY (k, b)) WITHOUT ROWID")) {
            Files.deleteIfExists(file());
            onFile("CREATE TABLE t (" + kind,
                    "INSERT INTO t " + numbers(50)
                            + "SELECT i, CAST(replace(hex(zeroblob(3000)), '00', 'sEcReT') AS BLOB) FROM n",
                    "DELETE FROM t", "INSERT INTO t " + numbers(60) + "SELECT i, zeroblob(2000 + 97 * i) FROM n",
                    "INSERT INTO t " + numbers(60) + "SELECT 100 + i, zeroblob(20000 + i) FROM n");
            assertTrue(holds("sEcReT"), kind);
            List<String> before = rows("SELECT k || hex(b) FROM t ORDER BY k");

            scrub();

            assertFalse(holds("sEcReT"), kind);
            assertEquals(before, rows("SELECT k || hex(b) FROM t ORDER BY k"), kind);
        }
    }

    @Test
    void manyStepsOverManyTreesChangeNothingThatIsUsed() throws Exception {
        onFile("CREATE TABLE t (k INTEGER, b BLOB, n TEXT UNIQUE, PRIMARY KEY (k, b)) WITHOUT ROWID",
                "CREATE TABLE r (k INTEGER PRIMARY KEY, b TEXT)", "CREATE INDEX r_b ON r (b)",
                "INSERT INTO t " + numbers(20000) + "SELECT abs(random()) % 9999, CAST(replace(hex(zeroblob(i % 200)), "
                        + "'00', 'sEcReT') || i AS BLOB), i FROM n",
                "INSERT INTO r SELECT CAST(n AS INTEGER), CAST(b AS TEXT) FROM t",
                "DELETE FROM t WHERE k % 3 = 0", "DELETE FROM r WHERE k % 5 > 0",
                "UPDATE t SET b = CAST('used ' || n || zeroblob(k % 900) AS BLOB)",
                "UPDATE r SET b = 'used ' || k");
        assertTrue(holds("sEcReT"));
        List<String> before = rows("SELECT k || hex(b) || n FROM t ORDER BY 1");
        before.addAll(rows("SELECT k || b FROM r INDEXED BY r_b ORDER BY b"));

        scrub();

        assertFalse(holds("sEcReT"));
        List<String> after = rows("SELECT k || hex(b) || n FROM t ORDER BY 1");
        after.addAll(rows("SELECT k || b FROM r INDEXED BY r_b ORDER BY b"));
        assertEquals(before, after);
    }

    @Test
    void aPageThatIsNotAsItShouldBeIsLeftAlone() throws Exception {
        onFile("CREATE TABLE t (k INTEGER PRIMARY KEY, b BLOB)", "INSERT INTO t VALUES (1, x'01')");
        List<Integer> roots = roots();
        byte[] bytes = Files.readAllBytes(file());
        int page = (roots.get(1) - 1) * 4096;
        bytes[page + 5] = 0x7f;
        Files.write(file(), bytes, StandardOpenOption.TRUNCATE_EXISTING);

        try (Scrubber scrubber = new Scrubber(file())) {
            assertThrows(IOException.class, () -> {
                while (!scrubber.step(roots, 0)) {
                    // goes on
                }
            });
        }
        byte[] after = Files.readAllBytes(file());
        assertArrayEquals(Arrays.copyOfRange(bytes, page, page + 4096),
                Arrays.copyOfRange(after, page, page + 4096));
    }
}
