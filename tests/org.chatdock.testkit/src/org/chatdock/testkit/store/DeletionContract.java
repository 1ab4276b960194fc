// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreMaintenance;
import org.chatdock.api.store.StoredDraft;
import org.junit.jupiter.api.Test;

/** A customer who is deleted for good. */
abstract class DeletionContract extends SearchContract {
    private void delete(ConversationId conversation) throws Exception {
        StoreMaintenance maintenance = offered(maintenance());
        await(maintenance.deleteCustomer(conversation));
    }

    @Test
    void aDeletedCustomerIsGoneAndOthersAreNot() throws Exception {
        offered(maintenance());
        append(fromUser("ann", "1", 5));
        append(fromAgent("ann", "2", 6));
        append(fromUser("bob", "3", 5));
        await(store().appendUnknown(fromUser("ann", "4", 7)));
        await(store().appendUnknown(fromUser("bob", "5", 4)));

        delete(ANN);

        assertEquals(List.of(BOB), store().conversations().stream().map(each -> each.id()).toList());
        assertEquals(List.of(), ids(ANN));
        assertEquals(List.of("5", "3"), ids(BOB));
        assertEquals(List.of("3", "5"), unread(BOB).stream().sorted().toList());
        assertEquals(List.of("5"), ids(store().unknown(0, 10)));
        assertEquals(Optional.empty(), store().find(id("1")));
        assertEquals(Map.of(BOB, id("3")), store().lastReceived());
        assertEquals(2, store().size());
    }

    @Test
    void whatIsDeletedDoesNotComeBack() throws Exception {
        offered(maintenance());
        append(fromUser("ann", "1", 5));
        await(store().appendUnknown(fromUser("ann", "2", 6)));

        delete(ANN);

        assertEquals(Appended.DUPLICATE, append(fromUser("ann", "1", 5)));
        assertEquals(Appended.DUPLICATE, append(fromUser("ann", "2", 6)));
        assertEquals(Appended.DUPLICATE, await(store().appendUnknown(fromUser("bob", "2", 6))));
        assertEquals(Revised.OUTDATED, await(store().revise(Revision.edit(id("1"), 3, "again"))));
        assertEquals(List.of(), store().conversations());
        assertEquals(0, store().size());
    }

    @Test
    void whoWritesAgainBeginsANewConversation() throws Exception {
        offered(maintenance());
        append(fromUser("ann", "1", 5));
        append(fromUser("ann", "2", 6));
        await(store().markRead(ANN));

        delete(ANN);
        append(fromUser("ann", "3", 1));

        assertEquals(List.of("3"), ids(ANN));
        assertEquals(List.of("3"), unread(ANN));
        // Not known any more, so these pages end with the newest, and begin with the oldest.
        assertEquals(List.of("3"), ids(store().page(ANN, id("1"), 10)));
        assertEquals(List.of("3"), ids(store().pageAfter(ANN, id("2"), 10)));
        await(store().markRead(ANN, id("3")));
        await(store().markUnread(ANN, id("1")));
        assertEquals(List.of(), unread(ANN));
    }

    @Test
    void whatIsKeptBesideTheMessagesGoesToo() throws Exception {
        offered(maintenance());
        StoredDraft draft = new StoredDraft("begun", 1, List.of());
        Customer customer = new Customer("Ann", "Suzhou");
        List<Note> kept = new ArrayList<>();
        for (ConversationId each : List.of(ANN, BOB)) {
            await(offered(drafts()).put(each, draft));
            kept.add(await(offered(notes()).addNote(each, null, "lin", "text")));
            await(offered(notes()).setTags(each, Set.of("vip")));
            await(offered(customers()).putCustomers(Map.of(each, customer)));
        }

        delete(ANN);

        assertEquals(Map.of(BOB, draft), offered(drafts()).drafts());
        assertEquals(List.of(), offered(notes()).notes(ANN));
        assertEquals(List.of(kept.get(1)), offered(notes()).notes(BOB));
        assertEquals(Set.of(), offered(notes()).tags(ANN));
        assertEquals(Set.of("vip"), offered(notes()).tags(BOB));
        assertEquals(Map.of(BOB, customer), offered(customers()).customers());
    }

    @Test
    void aDeletedCustomerIsNotFound() throws Exception {
        offered(maintenance());
        MessageSearch search = offered(search());
        append(withContent(fromUser("ann", "1", 5), "the word"));
        append(withContent(fromUser("bob", "2", 6), "a word"));

        delete(ANN);
        append(withContent(fromUser("ann", "3", 4), "word again"));

        List<String> hits = new ArrayList<>();
        assertTrue(search.search(SearchQuery.words("word"), hit -> hits.add(hit.message().message().id().value()))
                .get());
        assertEquals(List.of("2", "3"), hits);
    }

    @Test
    void listenersAreToldOfADeletion() throws Exception {
        offered(maintenance());
        append(fromUser("ann", "1", 5));
        BlockingQueue<StoreChange> told = listening();

        delete(ANN);

        assertTold(ANN, told);
    }

    @Test
    void aCustomerOfWhomNothingIsStoredCanBeDeleted() throws Exception {
        offered(maintenance());
        append(fromUser("bob", "1", 5));

        delete(ANN);
        delete(ANN);

        assertEquals(List.of("1"), ids(BOB));
    }
}
