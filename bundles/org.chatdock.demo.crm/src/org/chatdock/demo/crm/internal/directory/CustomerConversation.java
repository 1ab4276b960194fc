// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.directory;

import org.chatdock.api.message.ConversationId;

/** Says to a chat add-on, if there is one, whose record something is. Without it the type of the answer is not there. */
public final class CustomerConversation {
    private static final String TYPE = "org.chatdock.api.message.ConversationId";

    private CustomerConversation() {
    }

    /** Null if something else is asked for. */
    public static <T> T adapt(String customerId, Class<T> adapter) {
        return adapter.getName().equals(TYPE) ? Ids.of(customerId, adapter) : null;
    }

    /** A class of its own: the one around it must load without the add-on. */
    private static final class Ids {
        private Ids() {
        }

        /** Null if the type only has the name. */
        static <T> T of(String customerId, Class<T> adapter) {
            return adapter == ConversationId.class ? adapter.cast(new ConversationId(customerId)) : null;
        }
    }
}
