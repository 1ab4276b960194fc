// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.guest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;

/** Orders as the shop sends them. */
final class Samples {
    static final Message MUGS = Messages.builder("ann", "1").type(Order.TYPE).extra("OrderNo", "20231")
            .extra("Items", List.of(Map.of("Name", "Mug", "Count", 2), Map.of("Name", "Tea & cake", "Count", 1)))
            .extra("Amount", new BigDecimal("129.90")).extra("Currency", "CNY").extra("Status", "paid").build();
    static final Message BARE = Messages.builder("ann", "2").type(Order.TYPE).extra("OrderNo", 20232).build();

    private Samples() {
    }
}
