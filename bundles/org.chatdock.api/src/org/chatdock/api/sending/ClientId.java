// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

import org.chatdock.api.message.MessageId;

/**
 * The name that we give a message, for its whole life: from the key press on, over every try and restart. It is never
 * the gateway's {@link MessageId}.
 *
 * @param value 1 to 32 letters, digits, {@code -} or {@code _}: what WeCom takes as a caller's id for a message
 */
public record ClientId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /** @throws IllegalArgumentException if the value has another form */
    public ClientId {
        if (!FORM.matcher(Objects.requireNonNull(value, "value")).matches()) {
            throw new IllegalArgumentException(
                    "A client id is 1 to 32 letters, digits, - or _, not " + value.length() + " other characters.");
        }
    }

    /** One that nobody has had before. */
    public static ClientId random() {
        return new ClientId(UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return value;
    }
}
