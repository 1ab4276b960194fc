// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.chatdock.api.store.ConversationState;

/** The number that stands in the file for what an agent has decided: written out, because the api may add to it. */
final class StateCode {
    private StateCode() {
    }

    static int of(ConversationState state) {
        return switch (state) {
            case OPEN -> 0;
            case PARKED -> 1;
            case CLOSED -> 2;
        };
    }

    /** @throws org.chatdock.api.store.StoreException if no state has this number */
    static ConversationState state(long code) {
        if (code == 0) {
            return ConversationState.OPEN;
        }
        if (code == 1) {
            return ConversationState.PARKED;
        }
        if (code == 2) {
            return ConversationState.CLOSED;
        }
        throw StoreFailure.body();
    }
}
