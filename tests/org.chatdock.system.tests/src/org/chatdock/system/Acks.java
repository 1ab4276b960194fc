// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.util.Set;
import java.util.TreeSet;

import org.chatdock.simulator.Ack;
import org.chatdock.simulator.Gateway;

/** What a gateway has been told. */
final class Acks {
    private Acks() {
    }

    /** The handlers' names under which a message was acknowledged. */
    static Set<String> namesOf(Gateway gateway, String id) {
        Set<String> names = new TreeSet<>();
        gateway.acks().stream().filter(ack -> ack.messageId().equals(id)).map(Ack::handler).forEach(names::add);
        return names;
    }
}
