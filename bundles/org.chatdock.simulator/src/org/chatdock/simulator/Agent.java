// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.util.List;
import java.util.Objects;

/**
 * Somebody, or some team, whom a conversation can be handed over to.
 *
 * @param id as a transfer names it, not empty
 * @param name as shown
 * @param kind whether it is one person
 * @param available whether a transfer is taken now
 */
public record Agent(String id, String name, Kind kind, boolean available) {

    /** What it is. */
    public enum Kind {
        /** One person. */
        AGENT,
        /** Whoever of them has time. */
        TEAM
    }

    static final List<Agent> USUAL = List.of(new Agent("lily", "客服莉莉", Kind.AGENT, true),
            new Agent("chen", "陈主管", Kind.AGENT, false), new Agent("after-sales", "售后组", Kind.TEAM, true));

    /** All are required. */
    public Agent {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        if (id.isBlank()) {
            throw new IllegalArgumentException("an agent needs an id");
        }
    }
}
