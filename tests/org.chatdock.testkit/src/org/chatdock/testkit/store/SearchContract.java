// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.junit.jupiter.api.Test;

/** What is found. */
abstract class SearchContract extends RemarksContract {
    private static final String ORDER = "\u8BA2\u5355";

    private void add(Message message, String text) throws Exception {
        append(withContent(message, text));
    }

    private List<SearchHit> hits(SearchQuery query) throws Exception {
        List<SearchHit> hits = Collections.synchronizedList(new ArrayList<>());
        assertTrue(await(offered(search()).search(query, hits::add)), "not everything was looked through");
        return List.copyOf(hits);
    }

    private List<String> found(SearchQuery query) throws Exception {
        return ids(hits(query).stream().map(SearchHit::message).toList());
    }

    private List<String> found(String words) throws Exception {
        return found(SearchQuery.words(words));
    }

    @Test
    void theNewestMessageIsFoundFirstWhateverItsConversationAndArrival() throws Exception {
        add(fromUser("ann", "1", 5), "one order");
        add(fromUser("bob", "2", 9), "two orders");
        add(fromUser("bob", "3", 1), "an old order");
        add(fromUser("ann", "4", 9), "an order");
        add(fromUser("ann", "5", 7), "nothing");

        assertEquals(List.of("4", "2", "1", "3"), found("order"));
        assertEquals(List.of(), found("nobody wrote this"));
    }

    @Test
    void manyAreFoundEachOnce() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            Message message = fromUser(i % 3 == 0 ? "ann" : "bob", "m" + i, i / 2);
            store().append(withContent(message, i % 2 == 0 ? "even" : "odd"));
            if (i % 2 == 0) {
                expected.add(0, "m" + i);
            }
        }
        add(fromUser("ann", "last", 9), "last");

        assertEquals(expected, found("even"));
    }

    @Test
    void wordsAreFoundAsTheQuerySays() throws Exception {
        add(fromUser("ann", "1", 1), "\u60A8\u7684" + ORDER + "\u5DF2\u53D1\u8D27");
        add(fromUser("ann", "2", 2), "Your ORDER has left, an old one");
        add(fromUser("ann", "3", 3), "re\u0301sume\u0301 of reorders");

        assertEquals(List.of("1"), found(ORDER));
        assertEquals(List.of("1"), found("\u53D1\u8D27 \u60A8"));
        assertEquals(List.of(), found("\u5355\u8BA2"));
        assertEquals(List.of("3", "2"), found("order"));
        assertEquals(List.of("2"), found("LEFT \uFF4F\uFF52\uFF44\uFF45\uFF52"));
        assertEquals(List.of("3"), found("r\u00E9sum\u00E9"));
        assertEquals(List.of("2"), found("ol"), "a short piece begins a word");
        assertEquals(List.of(), found("ld"));
        assertEquals(List.of(), found("\u200B"));
    }

    @Test
    void whatIsSearchedForCanBeNarrowed() throws Exception {
        add(fromUser("ann", "1", 1), ORDER);
        add(fromAgent("ann", "2", 2), ORDER);
        add(fromUser("bob", "3", 3), ORDER);
        Message picture = fromUser("ann", "4", 4);
        append(new Message(picture.id(), picture.conversation(), "from", "to", SenderType.USER, "picture", ORDER,
                picture.attachment(), picture.time(), picture.extra()));
        Set<String> all = Set.of();

        assertEquals(List.of("4", "2", "1"), found(new SearchQuery(ORDER, ANN, null, null, all, all)));
        assertEquals(List.of(), found(new SearchQuery(ORDER, new ConversationId("nobody"), null, null, all, all)));
        assertEquals(List.of("3", "2"), found(new SearchQuery(ORDER, null, Instant.ofEpochSecond(2),
                Instant.ofEpochSecond(4), all, all)));
        assertEquals(List.of("4", "3"), found(new SearchQuery(ORDER, null, Instant.ofEpochSecond(3), null, all, all)));
        assertEquals(List.of("4"), found(new SearchQuery(ORDER, null, null, null, Set.of("picture", "other"), all)));
        assertEquals(List.of("2"), found(new SearchQuery(ORDER, null, null, null, all, Set.of(SenderType.AGENT))));
        assertEquals(List.of(), found(new SearchQuery(ORDER, BOB, null, null, all, Set.of(SenderType.AGENT))));
    }

    @Test
    void aHitShowsWhereTheWordStands() throws Exception {
        String text = "x ".repeat(100) + ORDER + " 17" + " y".repeat(100);
        add(fromUser("ann", "1", 5), text);

        SearchHit hit = hits(SearchQuery.words(ORDER)).get(0);

        assertEquals(stored("1"), hit.message());
        assertEquals(200, hit.position());
        assertEquals(ORDER, hit.snippet().substring(hit.start(), hit.start() + hit.length()));
        assertTrue(hit.snippet().startsWith("\u2026") && hit.snippet().endsWith("\u2026"), hit::snippet);
        assertTrue(text.contains(hit.snippet().substring(1, hit.snippet().length() - 1)), hit::snippet);
        assertTrue(hit.snippet().length() <= 90, hit::snippet);
    }

    @Test
    void whatNobodyUnderstandsIsFoundByWhatItSaysNow() throws Exception {
        await(store().appendUnknown(withContent(fromUser("ann", "1", 5), "alpha")));
        assertEquals(List.of("1"), found("alpha"));

        add(fromUser("bob", "1", 7), "bravo");

        assertEquals(List.of(), found("alpha"));
        assertEquals(List.of("1"), found("bravo"));
        assertEquals(List.of("1"), found(new SearchQuery("bravo", BOB, null, null, Set.of(), Set.of())));
        assertEquals(List.of(), found(new SearchQuery("bravo", ANN, null, null, Set.of(), Set.of())));
    }

    @Test
    void aRevisedMessageIsFoundUnderItsNewWordsOnly() throws Exception {
        add(fromUser("ann", "1", 5), "alpha");
        add(fromUser("ann", "2", 6), "alpha");
        assertEquals(List.of("2", "1"), found("alpha"));

        await(store().revise(Revision.edit(id("1"), 1, "bravo")));
        assertEquals(List.of("2"), found("alpha"));
        assertEquals(List.of("1"), found("bravo"));
        assertEquals(stored("1"), hits(SearchQuery.words("bravo")).get(0).message());

        await(store().revise(Revision.edit(id("1"), 2, "alpha again")));
        assertEquals(List.of("2", "1"), found("alpha"));
        assertEquals(List.of(), found("bravo"));

        await(store().revise(Revision.recall(id("2"), 1)));
        assertEquals(List.of("1"), found("alpha"));
    }

    @Test
    void aMessageThatWasRevisedBeforeItCameIsFoundUnderItsNewWordsOnly() throws Exception {
        await(store().revise(Revision.edit(id("1"), 1, "bravo")));
        await(store().revise(Revision.recall(id("2"), 1)));

        add(fromUser("ann", "1", 5), "alpha");
        await(store().appendUnknown(withContent(fromUser("ann", "2", 5), "alpha")));
        add(fromUser("ann", "2", 5), "alpha");

        assertEquals(List.of(), found("alpha"));
        assertEquals(List.of("1"), found("bravo"));
    }

    @Test
    void whoHasEnoughIsToldNoMore() throws Exception {
        add(fromUser("ann", "1", 5), "order");
        add(fromUser("ann", "2", 6), "order");
        add(fromUser("ann", "3", 7), "order");
        List<SearchHit> hits = Collections.synchronizedList(new ArrayList<>());

        assertFalse(await(offered(search()).search(SearchQuery.words("order"), hit -> {
            hits.add(hit);
            return hits.size() < 2;
        })));

        assertEquals(List.of("3", "2"), ids(hits.stream().map(SearchHit::message).toList()));
    }

    @Test
    void aSearchThatIsCancelledTellsNoMore() throws Exception {
        for (int i = 0; i < 50; i++) {
            add(fromUser("ann", "m" + i, i), "order");
        }
        List<SearchHit> hits = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> search = offered(search()).search(SearchQuery.words("order"), hit -> {
            hits.add(hit);
            told.countDown();
            awaitQuietly(goOn);
            return true;
        });
        assertTrue(told.await(60, TimeUnit.SECONDS));
        CompletableFuture<Boolean> waiting = offered(search()).search(SearchQuery.words("order"), hits::add);

        search.cancel(true);
        waiting.cancel(false);
        goOn.countDown();

        // Searches run one after the other: when this one has ended, those have.
        assertEquals(50, found("order").size());
        assertEquals(1, hits.size());
        assertTrue(search.isCancelled());
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
