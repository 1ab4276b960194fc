// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.testkit.Messages;

/** Messages of a conversation, numbered: one a second, in the order of their numbers. */
public final class Say {
    /** When the message with the number 0 was sent. */
    public static final Instant START = Messages.TIME;

    private Say() {
    }

    public static Message user(String customer, int number) {
        return user(customer, number, "text " + number);
    }

    public static Message user(String customer, int number, String text) {
        return begin(customer, number).content(text).build();
    }

    public static Message agent(String customer, int number, String text) {
        return begin(customer, number).from(Messages.AGENT).to(customer).fromType(SenderType.AGENT).content(text)
                .build();
    }

    public static Messages.Builder begin(String customer, int number) {
        return Messages.builder(customer, id(customer, number)).time(START.plusSeconds(number));
    }

    public static String id(String customer, int number) {
        return customer + '-' + number;
    }

    /** As many of the customer's messages, from {@code first} on. */
    public static List<Message> many(String customer, int first, int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            messages.add(user(customer, i));
        }
        return messages;
    }
}
