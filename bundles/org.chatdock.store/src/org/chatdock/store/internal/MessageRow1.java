// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.DateTimeException;
import java.time.Instant;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;

/**
 * A row of the table {@code message} of version 1, told from its columns: id, conversation's key, seconds, nanos,
 * understood, sender, receiver, kind of sender, type, three texts of the attachment, extra fields, content. Its row id
 * is the arrival.
 *
 * @param row with at least the right number of columns
 */
record MessageRow1(PageRow row) {
    private static final int COLUMNS = 15;

    /** Null if the row is something else. */
    static MessageRow1 of(PageRow row) {
        boolean fits = row.isTable() && row.size() == COLUMNS && row.columns()[0] == null && row.areNumbers(2, 6)
                && row.rowId() > 0;
        for (int i = 1; i < COLUMNS && fits; i += i == 1 ? 5 : 1) {
            fits = row.columns()[i] instanceof String || row.blob(i) != null;
        }
        return fits ? new MessageRow1(row) : null;
    }

    long conversation() {
        return row.number(2);
    }

    boolean understood() {
        return row.number(5) != 0;
    }

    /** @throws DateTimeException if that is no time */
    Position position() {
        return new Position(Instant.ofEpochSecond(row.number(3), row.number(4)), row.rowId());
    }

    Message message(ConversationId conversation, ExtraJson json) {
        return new Message(new MessageId(text(1)), conversation, text(6), text(7), text(8), text(9), text(14),
                new Attachment(text(10), text(11), text(12)), position().time(), json.read(text(13)));
    }

    private String text(int column) {
        return row.columns()[column] instanceof byte[] units ? ExactText.fromUnits(units)
                : (String) row.columns()[column];
    }
}
