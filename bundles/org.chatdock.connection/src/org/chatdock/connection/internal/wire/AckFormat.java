// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.wire;

import org.chatdock.api.message.Message;

/** The acknowledgement frame: six fields, five separators, an absent field empty. */
public final class AckFormat {
    private AckFormat() {
    }

    /** @param epochMillis the time of the acknowledgement */
    public static String text(Message message, long epochMillis, String handlerName) {
        return message.id().wireText() + '|' + message.conversation() + '|' + message.from() + '|' + message.to() + '|'
                + epochMillis + '|' + handlerName;
    }
}
