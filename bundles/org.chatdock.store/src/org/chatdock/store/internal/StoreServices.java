// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.List;

import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.store.ConversationExport;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.StoreMaintenance;

/** As what an open store is registered. */
final class StoreServices {
    private static final List<Class<?>> ALL = List.of(ConversationStore.class, MessageSearch.class, DraftStore.class,
            NoteStore.class, CustomerCache.class, ConversationExport.class, StoreMaintenance.class, OutboxStore.class);

    private StoreServices() {
    }

    /** The names of those that an object implements. */
    static String[] of(Object services) {
        return ALL.stream().filter(each -> each.isInstance(services)).map(Class::getName).toArray(String[]::new);
    }
}
