// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.chatdock.testkit.store.StoreMessages.from;
import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.chatdock.testkit.store.StoreMessages.withExtra;
import static org.chatdock.testkit.store.StoreMessages.withTime;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ConversationStore} does, and the services that come with it: drafts, notes, names, search and the
 * outbox. Uses the API only; a subclass brings an empty store for each test.
 */
public abstract class ConversationStoreContractTest extends OutboxContract {
    // --- order

    @Test
    void everyOrderOfArrivalGivesTheOrderOfTime() throws Exception {
        int number = 0;
        for (List<Integer> seconds : permutations(List.of(1, 2, 2, 3))) {
            String conversation = "c" + number++;
            ExpectedConversation expected = new ExpectedConversation();
            for (int arrival = 0; arrival < seconds.size(); arrival++) {
                Message message = fromUser(conversation, conversation + "-" + arrival, seconds.get(arrival));
                expected.add(message);
                assertEquals(Appended.ADDED, append(message));
            }

            List<StoredMessage> page = store().page(new ConversationId(conversation), null, 10);

            assertEquals(expected.inOrder(), page.stream().map(StoredMessage::message).toList());
        }
        assertEquals(24, number);
    }

    private static List<List<Integer>> permutations(List<Integer> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<Integer> rest = new ArrayList<>(items);
            Integer head = rest.remove(i);
            for (List<Integer> tail : permutations(rest)) {
                List<Integer> permutation = new ArrayList<>(List.of(head));
                permutation.addAll(tail);
                all.add(permutation);
            }
        }
        return all;
    }

    @Test
    void arrivalsGrow() throws Exception {
        append(fromUser("ann", "1", 9));
        append(fromUser("ann", "2", 5));

        assertTrue(store().find(new MessageId("2")).orElseThrow().arrival() > store().find(new MessageId("1"))
                .orElseThrow().arrival());
    }

    @Test
    void timesDifferByNanoseconds() throws Exception {
        Instant time = Instant.ofEpochSecond(100, 500);
        append(withTime(fromUser("ann", "late", 0), time.plusNanos(1)));
        append(withTime(fromUser("ann", "early", 0), time));
        append(withTime(fromUser("ann", "first", 0), Instant.MIN));
        append(withTime(fromUser("ann", "last", 0), Instant.MAX));
        append(withTime(fromUser("ann", "before 1970", 0), Instant.ofEpochSecond(-1, 999_999_999)));

        assertEquals(List.of("first", "before 1970", "early", "late", "last"), ids(ANN));
        assertEquals(Instant.MIN, summary(ANN).waitingSince());
        assertEquals(time.plusNanos(1), store().find(new MessageId("late")).orElseThrow().message().time());
    }

    @Test
    void stagesCompleteInTheOrderOfCalls() throws Exception {
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            stages.add(i % 7 == 0 ? store().markRead(ANN) : store().append(fromUser("ann", "" + i, i)));
        }

        for (int i = 0; i < stages.size(); i++) {
            List<CompletionStage<?>> earlier = stages.subList(0, i);
            await(stages.get(i).thenRun(() -> assertTrue(
                    earlier.stream().allMatch(stage -> stage.toCompletableFuture().isDone()))));
        }
    }

    @Test
    void theLastReceivedIsTheNewestThatNoAgentWrote() throws Exception {
        append(fromUser("ann", "old", 1));
        append(fromUser("ann", "newest", 5));
        append(fromUser("ann", "late", 3));
        append(fromAgent("ann", "answer", 9));
        append(fromAgent("bob", "only an answer", 9));
        append(withTime(fromUser("", "of nobody", 0), Instant.MAX));

        assertEquals(Map.of(ANN, new MessageId("newest"), new ConversationId(""), new MessageId("of nobody")),
                store().lastReceived());
    }

    // --- once

    @Test
    void aSecondArrivalChangesNothing() throws Exception {
        Message first = fromUser("ann", "1", 5);
        assertEquals(Appended.ADDED, append(first));

        assertEquals(Appended.DUPLICATE, append(withContent(fromAgent("bob", "1", 7), "other")));

        assertEquals(1, store().size());
        assertEquals(first, store().find(new MessageId("1")).orElseThrow().message());
        assertEquals(List.of(ANN), store().conversations().stream().map(ConversationSummary::id).toList());
        assertEquals(1, summary(ANN).unread());
    }

    @Test
    void manyArrivalsAtOnceAreStoredOnce() throws Exception {
        List<CompletionStage<Appended>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(store().append(fromUser("ann", "" + i % 10, i % 10)));
        }
        int added = 0;
        for (CompletionStage<Appended> stage : stages) {
            added += await(stage) == Appended.ADDED ? 1 : 0;
        }

        assertEquals(10, added);
        assertEquals(10, store().size());
        assertEquals(10, summary(ANN).unread());
    }

    // --- understood or not

    @Test
    void anUnknownMessageThatIsUnderstoodLaterTakesTheFieldsOfThatDelivery() throws Exception {
        assertEquals(Appended.ADDED, await(store().appendUnknown(fromUser("ann", "1", 5))));
        StoredMessage unknown = store().find(new MessageId("1")).orElseThrow();
        assertFalse(unknown.understood());
        Message again = withExtra(withContent(fromUser("ann", "1", 5), "better"), Map.of("key", "value"));

        assertEquals(Appended.UNDERSTOOD, append(again));

        StoredMessage understood = store().find(new MessageId("1")).orElseThrow();
        assertEquals(new StoredMessage(again, unknown.arrival(), true), understood);
        assertEquals(understood, summary(ANN).last());
        assertEquals(1, store().size());
        assertEquals(1, summary(ANN).unread());
        assertEquals(Appended.DUPLICATE, append(fromUser("ann", "1", 5)));
    }

    @Test
    void anUnknownMessageThatIsKnownStaysAsItIs() throws Exception {
        append(fromUser("ann", "1", 5));
        await(store().appendUnknown(fromUser("ann", "2", 6)));

        assertEquals(Appended.DUPLICATE, await(store().appendUnknown(fromUser("ann", "1", 5))));
        assertEquals(Appended.DUPLICATE, await(store().appendUnknown(fromUser("ann", "2", 6))));

        assertTrue(store().find(new MessageId("1")).orElseThrow().understood());
        assertFalse(store().find(new MessageId("2")).orElseThrow().understood());
    }

    private List<String> unknown(long afterArrival, int limit) {
        return store().unknown(afterArrival, limit).stream().map(stored -> stored.message().id().value()).toList();
    }

    @Test
    void whatNobodyUnderstoodIsListedInTheOrderOfArrivalPageByPage() throws Exception {
        assertEquals(List.of(), unknown(0, 10));
        await(store().appendUnknown(fromUser("ann", "1", 9)));
        await(store().append(fromUser("ann", "2", 8)));
        await(store().appendUnknown(fromUser("bob", "3", 7)));
        await(store().appendUnknown(fromUser("ann", "4", 6)));

        List<StoredMessage> first = store().unknown(0, 2);

        assertEquals(List.of("1", "3"), first.stream().map(stored -> stored.message().id().value()).toList());
        assertEquals(BOB, first.get(1).message().conversation());
        assertFalse(first.get(1).understood());
        assertEquals(store().find(new MessageId("3")).orElseThrow(), first.get(1));
        assertEquals(List.of("4"), unknown(first.get(1).arrival(), 2));
        assertEquals(List.of(), unknown(0, 0));
        assertThrows(IllegalArgumentException.class, () -> store().unknown(0, -1));
        await(store().append(fromUser("ann", "1", 9)));
        assertEquals(List.of("3", "4"), unknown(0, 10));
    }

    @Test
    void understandingCanMoveAMessageToAnotherConversationAndTime() throws Exception {
        append(fromUser("ann", "1", 5));
        await(store().appendUnknown(fromUser("ann", "2", 6)));
        append(fromAgent("bob", "3", 8));

        append(fromUser("bob", "2", 9));

        assertEquals(List.of("1"), ids(ANN));
        assertEquals(List.of("3", "2"), ids(BOB));
        assertEquals("1", summary(ANN).last().message().id().value());
        assertEquals(1, summary(ANN).unread());
        assertEquals(1, summary(BOB).unread());
        assertEquals(Instant.ofEpochSecond(9), summary(BOB).waitingSince());
    }

    @Test
    void aConversationThatLosesItsOnlyMessageIsGone() throws Exception {
        await(store().appendUnknown(fromUser("ann", "1", 5)));

        append(fromUser("bob", "1", 5));

        assertEquals(List.of(BOB), store().conversations().stream().map(ConversationSummary::id).toList());
        assertEquals(List.of(), ids(ANN));
        assertEquals(1, store().size());
    }

    // --- the list of conversations

    @Test
    void anEmptyStoreIsEmpty() {
        assertEquals(List.of(), store().conversations());
        assertEquals(List.of(), store().page(ANN, null, 10));
        assertEquals(Optional.empty(), store().find(new MessageId("1")));
        assertEquals(0, store().size());
    }

    @Test
    void markingAsReadCountsFromThereOn() throws Exception {
        append(fromUser("ann", "1", 5));
        append(fromAgent("ann", "2", 6));
        append(from(SenderType.SYSTEM, "ann", "3", 7));
        await(store().appendUnknown(fromUser("ann", "4", 8)));
        append(fromUser("bob", "5", 5));
        assertEquals(2, summary(ANN).unread());

        await(store().markRead(ANN));
        await(store().markRead(new ConversationId("nobody")));

        assertEquals(0, summary(ANN).unread());
        assertEquals(1, summary(BOB).unread());
        append(fromUser("ann", "0", 1));
        assertEquals(1, summary(ANN).unread());
        assertEquals(2, store().conversations().size());
    }

    @Test
    void anAnswerEndsTheWaiting() throws Exception {
        append(fromUser("ann", "1", 5));
        append(fromUser("ann", "2", 6));
        assertEquals(Instant.ofEpochSecond(5), summary(ANN).waitingSince());

        append(from(SenderType.SYSTEM, "ann", "3", 7));
        assertEquals(Instant.ofEpochSecond(5), summary(ANN).waitingSince());

        append(fromAgent("ann", "4", 8));
        assertNull(summary(ANN).waitingSince());

        append(fromUser("ann", "5", 8));
        assertEquals(Instant.ofEpochSecond(8), summary(ANN).waitingSince());
    }

    @Test
    void anAnswerThatArrivesLateLeavesWaitingWhoWroteAfterIt() throws Exception {
        append(fromUser("ann", "1", 5));
        append(fromUser("ann", "3", 7));

        append(fromAgent("ann", "2", 6));

        assertEquals(Instant.ofEpochSecond(7), summary(ANN).waitingSince());
    }

    @Test
    void whateverTheOrderOfArrivalTheListIsRight() throws Exception {
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            ConversationId id = new ConversationId("seed " + seed);
            ExpectedConversation expected = new ExpectedConversation();
            String[] types = { SenderType.USER, SenderType.USER, SenderType.AGENT, SenderType.SYSTEM, "robot" };
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(12) == 0) {
                    await(store().markRead(id));
                    expected.markRead();
                }
                Message message = from(types[random.nextInt(types.length)], id.value(), id + "-" + i,
                        random.nextInt(30));
                expected.add(message);
                append(message);

                ConversationSummary summary = summary(id);

                List<Message> inOrder = expected.inOrder();
                assertEquals(inOrder.get(inOrder.size() - 1), summary.last().message(), "seed " + seed);
                assertEquals(expected.unread(), summary.unread(), "seed " + seed);
                assertEquals(expected.waitingSince(), summary.waitingSince(), "seed " + seed);
            }
            assertEquals(expected.inOrder(),
                    store().page(id, null, 100).stream().map(StoredMessage::message).toList());
        }
        assertEquals(360, store().size());
    }

    @Test
    void theConversationWithTheNewestMessageComesFirst() throws Exception {
        append(fromUser("ann", "1", 5));
        append(fromUser("bob", "2", 9));
        append(fromUser("cleo", "3", 5));
        append(fromUser("bob", "4", 1));

        assertEquals(List.of("bob", "cleo", "ann"), store().conversations().stream().map(c -> c.id().value()).toList());
    }

    @Test
    void manyConversationsAreListed() throws Exception {
        int count = 3000;
        CompletionStage<Appended> last = null;
        for (int i = 0; i < count; i++) {
            last = store().append(fromUser("c" + i, "m" + i, (i * 7919L) % count));
        }
        await(last);

        List<ConversationSummary> list = store().conversations();

        assertEquals(count, list.size());
        for (int i = 0; i < count; i++) {
            assertEquals(count - 1 - i, list.get(i).last().message().time().getEpochSecond());
        }
        assertEquals(count, store().size());
    }

    @Test
    void theEmptyConversationIsOneToo() throws Exception {
        append(fromUser("", "1", 5));

        assertEquals(List.of("1"), ids(new ConversationId("")));
        assertEquals("", store().conversations().get(0).id().value());
    }

    // --- pages

    @Test
    void pagesCrossEqualTimes() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            append(fromUser("ann", "m" + i, i < 2 ? 1 : 5));
            append(fromUser("bob", "b" + i, 5));
            all.add("m" + i);
        }

        List<String> paged = new ArrayList<>();
        MessageId before = null;
        for (List<StoredMessage> page = store().page(ANN, before, 3); !page.isEmpty(); page = store().page(ANN, before,
                3)) {
            assertTrue(page.size() <= 3);
            paged.addAll(0, ids(page));
            before = page.get(0).message().id();
        }

        assertEquals(all, paged);
    }

    @Test
    void aPageBeforeWhatIsNotKnownEndsWithTheNewest() throws Exception {
        append(fromUser("ann", "1", 1));
        append(fromUser("ann", "2", 2));
        append(fromUser("ann", "3", 3));
        append(fromUser("bob", "4", 1));

        assertEquals(List.of("2", "3"), ids(store().page(ANN, new MessageId("none"), 2)));
        assertEquals(List.of("2", "3"), ids(store().page(ANN, new MessageId("4"), 2)));
        assertEquals(List.of("1"), ids(store().page(ANN, new MessageId("2"), 2)));
        assertEquals(List.of(), store().page(ANN, new MessageId("1"), 2));
        assertEquals(List.of(), store().page(ANN, null, 0));
        assertThrows(IllegalArgumentException.class, () -> store().page(ANN, null, -1));
    }

    @Test
    void pagesGoForwardsOverEqualTimes() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            append(fromUser("ann", "m" + i, i < 2 ? 1 : 5));
            append(fromUser("bob", "b" + i, 5));
            all.add("m" + i);
        }

        List<String> paged = new ArrayList<>();
        MessageId after = null;
        for (List<StoredMessage> page = store().pageAfter(ANN, after, 3); !page.isEmpty(); page = store()
                .pageAfter(ANN, after, 3)) {
            assertTrue(page.size() <= 3);
            paged.addAll(ids(page));
            after = page.get(page.size() - 1).message().id();
        }

        assertEquals(all, paged);
    }

    @Test
    void aPageAfterWhatIsNotKnownBeginsWithTheOldest() throws Exception {
        append(fromUser("ann", "3", 3));
        append(fromUser("ann", "1", 1));
        append(fromUser("ann", "2", 2));
        append(fromUser("bob", "4", 1));

        assertEquals(List.of("1", "2"), ids(store().pageAfter(ANN, null, 2)));
        assertEquals(List.of("1", "2"), ids(store().pageAfter(ANN, new MessageId("none"), 2)));
        assertEquals(List.of("1", "2"), ids(store().pageAfter(ANN, new MessageId("4"), 2)));
        assertEquals(List.of("2", "3"), ids(store().pageAfter(ANN, new MessageId("1"), 2)));
        assertEquals(List.of("3"), ids(store().pageAfter(ANN, new MessageId("2"), Integer.MAX_VALUE)));
        assertEquals(List.of(), store().pageAfter(ANN, new MessageId("3"), 2));
        assertEquals(List.of(), store().pageAfter(ANN, null, 0));
        assertEquals(List.of(), store().pageAfter(new ConversationId("nobody"), null, 2));
        assertThrows(IllegalArgumentException.class, () -> store().pageAfter(ANN, null, -1));
    }

    @Test
    void thePagesBeforeAndAfterAMessageAreAllTheOthers() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            append(fromUser(i % 4 == 0 ? "bob" : "ann", "m" + i, random.nextInt(12)));
        }
        List<String> all = ids(ANN);
        for (int i = 0; i < all.size(); i++) {
            MessageId id = new MessageId(all.get(i));
            assertEquals(all.subList(0, i), ids(store().page(ANN, id, 99)));
            assertEquals(all.subList(i + 1, all.size()), ids(store().pageAfter(ANN, id, 99)));
            assertEquals(all.subList(Math.max(0, i - 2), i), ids(store().page(ANN, id, 2)));
            assertEquals(all.subList(i + 1, Math.min(all.size(), i + 3)), ids(store().pageAfter(ANN, id, 2)));
        }
    }

    // --- exactly

    @Test
    void everyTextIsKeptCharForChar() throws Exception {
        List<String> texts = List.of("", " ", "emoji \uD83D\uDE00 \uD83D\uDC68\u200D\uD83D\uDC69", "a\0b\0", "\0",
                "half \uD83D", "\uDE00 half", "x".repeat(70_000), "\u4F60\u597D\r\n\t'\"%_\\", "\uFEFFbom", "\uFFFF");
        int number = 0;
        for (String text : texts) {
            MessageId id = new MessageId("id " + number++ + text);
            Message message = new Message(id, new ConversationId(text), text, text, text, text, text,
                    new Attachment(text, text, text), Instant.ofEpochSecond(5), Map.of("k" + text, text));
            assertEquals(Appended.ADDED, append(message));

            assertEquals(message, store().find(id).orElseThrow().message());
            assertEquals(List.of(message), store().page(new ConversationId(text), null, 2).stream()
                    .map(StoredMessage::message).toList());
            assertEquals(Appended.DUPLICATE, append(message));
        }
        assertEquals(texts.size(), store().conversations().size());
    }

    @Test
    void idsThatDifferInHalfAPairAreTwo() throws Exception {
        assertEquals(Appended.ADDED, append(fromUser("ann", "x\uD83D", 5)));
        assertEquals(Appended.ADDED, append(fromUser("ann", "x\uD83E", 5)));
        assertEquals(Appended.ADDED, append(fromUser("ann", "x?", 5)));
        assertEquals(Appended.ADDED, append(fromUser("ann", "x", 5)));
        assertEquals(Appended.ADDED, append(fromUser("ann", "x\0", 5)));
    }

    @Test
    void fourMebibytesAreKept() throws Exception {
        String content = "\u597D\uD83D\uDE00b".repeat(1 << 20);
        append(withContent(fromUser("ann", "big", 5), content));

        assertEquals(content, store().find(new MessageId("big")).orElseThrow().message().content());
    }

    @Test
    void extraFieldsComeBackExactly() throws Exception {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("z", null);
        inner.put("a", List.of(new BigInteger("123456789012345678901234567890"), true, "text"));
        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put("zulu", 1);
        extra.put("alpha", 9007199254740993L);
        extra.put("null", null);
        extra.put("huge", new BigInteger("9".repeat(2000)));
        extra.put("decimal", new BigDecimal("0.10000000000000000000000000000000000001"));
        extra.put("scale", new BigDecimal("1.500"));
        extra.put("exponent", new BigDecimal("1E+400"));
        extra.put("false", false);
        extra.put("", "");
        extra.put("list", Arrays.asList(null, inner, List.of(), Map.of()));
        append(withExtra(fromUser("ann", "1", 5), extra));

        Map<String, Object> read = store().find(new MessageId("1")).orElseThrow().message().extra();

        assertEquals(extra, read);
        assertEquals(new ArrayList<>(extra.keySet()), new ArrayList<>(read.keySet()));
        Map<?, ?> readInner = (Map<?, ?>) ((List<?>) read.get("list")).get(1);
        assertEquals(List.of("z", "a"), new ArrayList<>(readInner.keySet()));
    }

    // --- listeners

    @Test
    void listenersAreToldWhatCommitsChanged() throws Exception {
        BlockingQueue<StoreChange> told = new LinkedBlockingQueue<>();
        listen(told::add);
        Message message = fromUser("ann", "1", 5);

        append(message);
        assertEquals(new StoreChange(Set.of(ANN), List.of(message)), told.poll(60, TimeUnit.SECONDS));

        await(store().markRead(ANN));
        assertEquals(new StoreChange(Set.of(ANN), List.of()), told.poll(60, TimeUnit.SECONDS));

        // What changes nothing is not told: the next that is told is the last of these.
        append(message);
        await(store().markRead(ANN));
        await(store().markRead(BOB));
        Message other = fromUser("bob", "2", 5);
        await(store().appendUnknown(other));
        assertEquals(new StoreChange(Set.of(BOB), List.of(other)), told.poll(60, TimeUnit.SECONDS));

        append(other);
        assertEquals(new StoreChange(Set.of(BOB), List.of()), told.poll(60, TimeUnit.SECONDS));
    }

    @Test
    void whatIsCommittedWhileAListenerIsBusyIsToldAsOne() throws Exception {
        BlockingQueue<StoreChange> told = new LinkedBlockingQueue<>();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        listen(change -> {
            told.add(change);
            busy.countDown();
            awaitQuietly(goOn);
        });
        append(fromUser("ann", "0", 5));
        assertTrue(busy.await(60, TimeUnit.SECONDS));

        List<Message> later = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            later.add(fromUser(i % 2 == 0 ? "ann" : "bob", "" + i, 9 - i));
            append(later.get(i - 1));
        }
        goOn.countDown();

        told.take();
        assertEquals(new StoreChange(Set.of(ANN, BOB), later), told.poll(60, TimeUnit.SECONDS));
    }
}
