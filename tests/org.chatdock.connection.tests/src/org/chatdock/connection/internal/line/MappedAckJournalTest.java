// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives the process. A kill is an opening of what another mapping of the same file has written. */
class MappedAckJournalTest {
    private static final String ME = "corp_agent";
    private static final int FILE_BYTES = 4 * 1024 * 1024;

    private record Left(String agent, String text, long place) {
    }

    @TempDir
    Path directory;

    private final List<MappedAckJournal> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (MappedAckJournal journal : open) {
            journal.close();
        }
    }

    private Path file() {
        return directory.resolve("acknowledgements");
    }

    private MappedAckJournal open(Path path) throws IOException {
        MappedAckJournal journal = MappedAckJournal.open(path);
        open.add(journal);
        return journal;
    }

    private static List<Left> load(MappedAckJournal journal) {
        List<Left> left = new ArrayList<>();
        journal.load((agent, text, place) -> left.add(new Left(agent, text, place)));
        return left;
    }

    private static List<String> texts(List<Left> left) {
        return left.stream().map(Left::text).toList();
    }

    private MappedAckJournal fresh() throws IOException {
        MappedAckJournal journal = open(file());
        assertEquals(List.of(), load(journal));
        return journal;
    }

    /** What a process finds that starts after this one was killed now. */
    private List<Left> afterAKill() throws IOException {
        Path copy = directory.resolve("copy");
        // The pages of a mapping are the file's: a copy sees what was written a moment ago, closed or not.
        Files.copy(file(), copy);
        try (MappedAckJournal journal = MappedAckJournal.open(copy)) {
            return load(journal);
        } finally {
            Files.delete(copy);
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void whatWaitsSurvivesAKillInOrder() throws IOException {
        MappedAckJournal journal = fresh();
        for (String text : numbers(1, 100)) {
            journal.add(ME, text);
        }

        assertEquals(numbers(1, 100), texts(afterAKill()));
    }

    @Test
    void whatHasLeftIsNotThereAfterAKill() throws IOException {
        MappedAckJournal journal = fresh();
        for (int i = 1; i <= 10; i++) {
            long place = journal.add(ME, String.valueOf(i));
            if (i % 3 == 0) {
                journal.remove(place);
            }
        }

        assertEquals(List.of("1", "2", "4", "5", "7", "8", "10"), texts(afterAKill()));
    }

    @Test
    void agentsAndForeignLettersAreKept() throws IOException {
        MappedAckJournal journal = fresh();
        journal.add("corp_one", "1|gr\u00fc\u00dfe|a|b|5|h");
        journal.add("corp_two", "2|\u4f60\u597d|a|b|5|h");

        List<Left> left = afterAKill();

        assertEquals(List.of("corp_one", "corp_two"), left.stream().map(Left::agent).toList());
        assertEquals(List.of("1|gr\u00fc\u00dfe|a|b|5|h", "2|\u4f60\u597d|a|b|5|h"), texts(left));
    }

    @Test
    void whatWasFoundCanBeRemovedByItsPlace() throws IOException {
        MappedAckJournal journal = fresh();
        for (String text : numbers(1, 5)) {
            journal.add(ME, text);
        }
        journal.close();
        open.clear();
        MappedAckJournal next = open(file());
        List<Left> left = load(next);

        next.remove(left.get(0).place());
        next.remove(left.get(3).place());
        next.add(ME, "6");

        assertEquals(List.of("2", "3", "5", "6"), texts(afterAKill()));
    }

    @Test
    void whatWasFoundAndStaysIsFoundAgainAfterTheNextKill() throws IOException {
        MappedAckJournal journal = fresh();
        journal.add(ME, "1");
        for (int run = 2; run <= 20; run++) {
            open.remove(journal);
            journal.close();
            journal = open(file());
            assertEquals(numbers(1, run - 1), texts(load(journal)));
            journal.add(ME, String.valueOf(run));
        }
    }

    @Test
    void theRingGoesRoundManyTimesAndKeepsTheOrder() throws IOException {
        MappedAckJournal journal = fresh();
        String padding = "x".repeat(900);
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            long place = journal.add(ME, i + padding);
            assertNotEquals(AckJournal.NOWHERE, place, "after " + i);
            places.add(place);
            if (i >= 1_000) {
                journal.remove(places.get(i - 1_000));
            }
        }

        List<String> left = texts(afterAKill());

        assertEquals(IntStream.range(49_000, 50_000).mapToObj(i -> i + padding).toList(), left);
    }

    @Test
    void atEveryPlaceOfTheRingAKillFindsWhatWaits() throws IOException {
        MappedAckJournal journal = fresh();
        Random seeded = new Random(3);
        List<String> waiting = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            String text = i + "y".repeat(seeded.nextInt(20_000));
            places.add(journal.add(ME, text));
            waiting.add(text);
            while (waiting.size() > 20 || !waiting.isEmpty() && seeded.nextInt(3) == 0) {
                int gone = seeded.nextInt(Math.min(3, waiting.size()));
                journal.remove(places.remove(gone));
                waiting.remove(gone);
            }
            if (i % 200 == 0) {
                assertEquals(waiting, texts(afterAKill()), "after " + i);
            }
        }
    }

    @Test
    void aFullRingTakesNothingMoreAndLosesNothing() throws IOException {
        MappedAckJournal journal = fresh();
        String padding = "x".repeat(10_000);
        List<Long> places = new ArrayList<>();
        long place = journal.add(ME, 0 + padding);
        while (place != AckJournal.NOWHERE) {
            places.add(place);
            place = journal.add(ME, places.size() + padding);
        }
        assertTrue(places.size() > 400, () -> places.size() + " records");
        journal.remove(AckJournal.NOWHERE);

        assertEquals(IntStream.range(0, places.size()).mapToObj(i -> i + padding).toList(), texts(afterAKill()));
        journal.remove(places.get(0));
        journal.remove(places.get(1));
        assertNotEquals(AckJournal.NOWHERE, journal.add(ME, "again" + padding));
        List<String> left = texts(afterAKill());
        assertEquals(places.size() - 1, left.size());
        assertEquals("again" + padding, left.get(left.size() - 1));
    }

    @Test
    void anEmptiedRingHasItsWholeRoomAgain() throws IOException {
        MappedAckJournal journal = fresh();
        String half = "x".repeat(FILE_BYTES / 2);
        for (int i = 0; i < 20; i++) {
            long place = journal.add(ME, half);
            assertNotEquals(AckJournal.NOWHERE, place);
            assertEquals(AckJournal.NOWHERE, journal.add(ME, half));
            journal.remove(place);
        }

        assertEquals(List.of(), afterAKill());
    }

    @Test
    void whatIsLargerThanTheRingIsNowhere() throws IOException {
        MappedAckJournal journal = fresh();

        assertEquals(AckJournal.NOWHERE, journal.add(ME, "x".repeat(FILE_BYTES)));

        journal.add(ME, "1");
        assertEquals(List.of("1"), texts(afterAKill()));
    }

    @Test
    void anEmptyFileAndGarbageOfAnyLengthAreAnEmptyJournal() throws IOException {
        Random seeded = new Random(9);
        for (int length : List.of(0, 1, 16, 1_000, FILE_BYTES, FILE_BYTES + 77)) {
            Path path = directory.resolve("garbage" + length);
            byte[] garbage = new byte[length];
            seeded.nextBytes(garbage);
            Files.write(path, garbage);

            MappedAckJournal journal = open(path);

            assertEquals(List.of(), load(journal));
            assertNotEquals(AckJournal.NOWHERE, journal.add(ME, "1"));
        }
    }

    @Test
    void aRecordThatIsNotWholeEndsTheListBeforeIt() throws IOException {
        MappedAckJournal journal = fresh();
        List<Long> places = new ArrayList<>();
        for (String text : numbers(1, 5)) {
            places.add(journal.add(ME, text));
        }
        flip(places.get(3) + 17 + ME.length() + 1);

        assertEquals(numbers(1, 3), texts(afterAKill()));
    }

    @Test
    void anyByteThatIsWrongLosesLittleAndHarmsNothing() throws IOException {
        MappedAckJournal journal = fresh();
        for (String text : numbers(1, 5)) {
            journal.add(ME, text);
        }
        for (int at = 0; at < 200; at += 5) {
            flip(at);
            List<String> left = texts(afterAKill());
            assertTrue(numbers(1, 5).containsAll(left), () -> "invented: " + left);
            flip(at);
        }

        assertEquals(numbers(1, 5), texts(afterAKill()));
    }

    private void flip(long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 0x55);
        }
    }

    @Test
    void aFileThatIsInUseIsRefusedWithTheReason() throws IOException {
        fresh();

        IOException refused = assertThrows(IOException.class, () -> MappedAckJournal.open(file()));

        assertEquals("it is in use already", refused.getMessage());
    }

    @Test
    void afterTheCloseAnotherMayHaveIt() throws IOException {
        fresh().close();
        open.clear();

        fresh();
    }

    @Test
    void aDirectoryThatIsMissingIsMadeAndOneThatCannotBeIsAnError() throws IOException {
        assertEquals(List.of(), load(open(directory.resolve("a/b/acknowledgements"))));

        Path inTheWay = Files.writeString(directory.resolve("file"), "x");
        assertThrows(IOException.class, () -> MappedAckJournal.open(inTheWay.resolve("acknowledgements")));
    }

    @Test
    void theOutboxSendsWhatAnEarlierProcessLeftBeforeWhatIsNew() throws IOException {
        MappedAckJournal journal = open(file());
        Outbox killed = new Outbox(journal, new Meter(() -> 0), () -> { });
        for (String text : numbers(1, 5)) {
            killed.add(ME, text, false, text);
        }
        killed.add("corp_other", "x", false, "x");
        journal.close();
        open.clear();

        Outbox outbox = new Outbox(open(file()), new Meter(() -> 0), () -> { });
        assertEquals(6, outbox.size());
        outbox.add(ME, "6", false, "6");
        FakeSocket socket = new FakeSocket();
        outbox.attach(socket, ME);

        assertEquals(numbers(1, 6), socket.written());
        assertEquals(List.of("x"), texts(afterAKill()));
    }

    @Test
    void whatIsUnderWayAtTheKillIsSentAgain() throws IOException {
        Outbox killed = new Outbox(open(file()), new Meter(() -> 0), () -> { });
        FakeSocket socket = FakeSocket.slow();
        killed.attach(socket, ME);
        killed.add(ME, "1", false, "1");
        killed.add(ME, "2", false, "2");
        assertEquals(List.of("1"), socket.written());

        assertEquals(List.of("1", "2"), texts(afterAKill()));
        socket.answer(true);
        assertEquals(List.of("2"), texts(afterAKill()));
    }
}
