// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoredMessage;

/**
 * The messages of a conversation from the first to the one that is the newest when the walk is made, page by page. What
 * arrives meanwhile is walked past only if it belongs between them, and is not behind already.
 */
final class MessageWalk {
    static final int PAGE = 200;
    private static final Comparator<StoredMessage> ORDER = Comparator
            .comparing((StoredMessage stored) -> stored.message().time()).thenComparingLong(StoredMessage::arrival);

    /** Takes one message after the other. */
    interface Visitor {
        void visit(StoredMessage stored) throws IOException;
    }

    private final ConversationStore store;
    private final ConversationId conversation;
    /** Null if there are no messages. */
    private final StoredMessage end;

    MessageWalk(ConversationStore store, ConversationId conversation) {
        this.store = store;
        this.conversation = conversation;
        List<StoredMessage> newest = store.page(conversation, null, 1);
        end = newest.isEmpty() ? null : newest.get(0);
    }

    void visit(Visitor visitor) throws IOException {
        StoredMessage last = null;
        List<StoredMessage> page = end == null ? List.of() : store.pageAfter(conversation, null, PAGE);
        while (!page.isEmpty()) {
            for (StoredMessage stored : page) {
                if (ORDER.compare(stored, end) > 0) {
                    return;
                }
                // A page that had to begin with the first again brings some that are done.
                if (last == null || ORDER.compare(stored, last) > 0) {
                    visitor.visit(stored);
                    last = stored;
                }
            }
            page = after(page.get(page.size() - 1));
        }
    }

    /** A message that is understood at last may have another time than before, and then the page after it is no use. */
    private List<StoredMessage> after(StoredMessage stored) {
        MessageId id = stored.message().id();
        List<StoredMessage> page = store.pageAfter(conversation, id, PAGE);
        Optional<StoredMessage> now = store.find(id);
        boolean same = now.isPresent() && ORDER.compare(now.get(), stored) == 0
                && now.get().message().conversation().equals(conversation);
        return same ? page : store.pageAfter(conversation, null, PAGE);
    }
}
