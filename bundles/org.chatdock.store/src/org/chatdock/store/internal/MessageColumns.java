// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoredMessage;

/** A message as columns, in one order for writing and reading. Any thread. */
final class MessageColumns {
    /** For a query of {@code message m}; the conversation's id is the caller's to add. */
    static final String READ = "m.seconds, m.nanos, m.arrival, m.id, m.understood, m.sender, m.receiver, m.from_type, "
            + "m.type, m.picture_url, m.file_url, m.media_id, m.extra, m.content";

    static final int COUNT = 14;

    static final String INSERT = "INSERT INTO message (seconds, nanos, arrival, id, understood, sender, receiver, "
            + "from_type, type, picture_url, file_url, media_id, extra, content, conversation) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Replaces all columns of the message whose arrival is bound, its id too (by the same one). */
    static final String REPLACE = "UPDATE message SET seconds = ?1, nanos = ?2, id = ?4, understood = ?5, sender = ?6, "
            + "receiver = ?7, from_type = ?8, type = ?9, picture_url = ?10, file_url = ?11, media_id = ?12, "
            + "extra = ?13, content = ?14, conversation = ?15 WHERE arrival = ?3";

    private final ExtraJson json = new ExtraJson();

    /** The extra fields as they are stored. Ahead of {@link #bind}, so that the writer's thread need not do it. */
    String extra(Message message) {
        return json.write(message.extra());
    }

    void bind(PreparedStatement row, Message message, String extra, long arrival, boolean understood, long conversation)
            throws SQLException {
        Position.bind(row, 1, new Position(message.time(), arrival));
        ExactText.bind(row, 4, message.id().value());
        row.setInt(5, understood ? 1 : 0);
        ExactText.bind(row, 6, message.from());
        ExactText.bind(row, 7, message.to());
        ExactText.bind(row, 8, message.fromType());
        ExactText.bind(row, 9, message.type());
        ExactText.bind(row, 10, message.attachment().pictureUrl());
        ExactText.bind(row, 11, message.attachment().fileUrl());
        ExactText.bind(row, 12, message.attachment().mediaId());
        ExactText.bind(row, 13, extra);
        ExactText.bind(row, 14, message.content());
        row.setLong(15, conversation);
    }

    StoredMessage read(ResultSet row, int first, ConversationId conversation) throws SQLException {
        Position position = Position.read(row, first);
        Attachment attachment = new Attachment(ExactText.read(row, first + 9), ExactText.read(row, first + 10),
                ExactText.read(row, first + 11));
        Message message = new Message(new MessageId(ExactText.read(row, first + 3)), conversation,
                ExactText.read(row, first + 5), ExactText.read(row, first + 6), ExactText.read(row, first + 7),
                ExactText.read(row, first + 8), ExactText.read(row, first + 13), attachment, position.time(),
                json.read(ExactText.read(row, first + 12)));
        return new StoredMessage(message, position.arrival(), row.getInt(first + 4) != 0);
    }
}
