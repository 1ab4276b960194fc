// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.util.Objects;

/**
 * Somebody who writes to the shop; the id is also the conversation's.
 *
 * @param id user id and {@code GroupId}
 * @param name as shown
 */
public record Customer(ScriptId id, String name) {

    /** Both are required. */
    public Customer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
