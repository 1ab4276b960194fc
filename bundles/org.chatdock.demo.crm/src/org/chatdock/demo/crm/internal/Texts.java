// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;

import org.chatdock.demo.crm.internal.model.CustomerStatus;
import org.chatdock.demo.crm.internal.model.Order;
import org.chatdock.demo.crm.internal.model.OrderState;
import org.eclipse.osgi.util.NLS;

/** The model's values in the user's language. */
public final class Texts {
    private Texts() {
    }

    public static String of(CustomerStatus status) {
        return switch (status) {
            case VIP -> Messages.status_vip;
            case ACTIVE -> Messages.status_active;
            case LEAD -> Messages.status_lead;
            case DORMANT -> Messages.status_dormant;
        };
    }

    public static String of(OrderState state) {
        return switch (state) {
            case PAID -> Messages.state_paid;
            case SHIPPED -> Messages.state_shipped;
            case DELIVERED -> Messages.state_delivered;
            case RETURNED -> Messages.state_returned;
        };
    }

    public static String of(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).format(date);
    }

    /** A line on a customer's orders, the newest of which is the first. */
    public static String summary(List<Order> orders) {
        return orders.isEmpty() ? Messages.orders_none
                : NLS.bind(Messages.orders_summary, orders.size(), of(orders.get(0).date()));
    }

    public static String amount(Order order) {
        NumberFormat format = NumberFormat.getCurrencyInstance();
        format.setCurrency(order.currency());
        return format.format(order.amount());
    }
}
