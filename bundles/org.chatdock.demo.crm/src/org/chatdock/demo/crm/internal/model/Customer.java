// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A customer.
 *
 * @param orders the newest first
 */
public record Customer(String id, Profile profile, List<Order> orders) {
    public Customer {
        orders = orders.stream().sorted(Comparator.comparing(Order::date).reversed()).toList();
    }

    public Optional<LocalDate> lastOrder() {
        return orders.stream().findFirst().map(Order::date);
    }

    public Customer with(Profile changed) {
        return new Customer(id, changed, orders);
    }
}
