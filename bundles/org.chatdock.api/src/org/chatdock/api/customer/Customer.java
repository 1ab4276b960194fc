// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.customer;

import java.util.Objects;

/**
 * A customer as the host CRM knows it.
 *
 * @param name how the agent calls the customer, not empty
 * @param detail one more line, such as the company or city; empty if there is none
 */
public record Customer(String name, String detail) {
    public Customer {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(detail, "detail");
    }
}
