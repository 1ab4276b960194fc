// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the customer wrote into a conversation, moved or pending, as far as reading it is concerned. */
final class UnreadCount {
    private final Epochs epochs;
    private final PreparedStatement count;

    UnreadCount(Statements statements) throws SQLException {
        epochs = new Epochs(statements);
        count = statements.prepare("SELECT count(*) FROM message WHERE epoch = ?1 AND conversation = ?2 "
                + "AND arrival > ?3 AND kind = " + Kind.CUSTOMER.code());
    }

    /** How many of the customer's messages came after an arrival. */
    int after(ConversationRow row, long arrival) throws SQLException {
        int after = 0;
        for (long epoch = epochs.newest(); epoch >= epochs.of(arrival); epoch--) {
            count.setLong(1, epoch);
            count.setLong(2, row.key);
            count.setLong(3, arrival);
            try (ResultSet found = count.executeQuery()) {
                found.next();
                after += found.getInt(1);
            }
        }
        for (Pending pending : row.pending) {
            after += pending.event.kind() == Kind.CUSTOMER && pending.event.arrival() > arrival ? 1 : 0;
        }
        return after;
    }
}
