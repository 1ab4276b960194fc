// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.view;

import java.text.Collator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.function.Function;

import org.chatdock.demo.crm.internal.Messages;
import org.chatdock.demo.crm.internal.Texts;
import org.chatdock.demo.crm.internal.model.Customer;

/** The columns of the customers table, in their order. */
enum CustomerColumn {
    NAME(Messages.column_name, 120, customer -> customer.profile().name()),
    COMPANY(Messages.column_company, 150, customer -> customer.profile().company()),
    CITY(Messages.column_city, 80, customer -> customer.profile().city()),
    STATUS(Messages.column_status, 80, customer -> Texts.of(customer.profile().status())) {
        @Override
        Comparator<Customer> order() {
            return Comparator.comparing(customer -> customer.profile().status());
        }
    },
    LAST_ORDER(Messages.column_lastOrder, 110, customer -> customer.lastOrder().map(Texts::of).orElse("")) {
        @Override
        Comparator<Customer> order() {
            return Comparator.comparing(customer -> customer.lastOrder().orElse(LocalDate.MIN));
        }
    },
    PHONE(Messages.column_phone, 140, customer -> customer.profile().phone());

    final String title;
    final int width;
    private final Function<Customer, String> text;

    CustomerColumn(String title, int width, Function<Customer, String> text) {
        this.title = title;
        this.width = width;
        this.text = text;
    }

    String text(Customer customer) {
        return text.apply(customer);
    }

    Comparator<Customer> order() {
        return Comparator.comparing(this::text, Collator.getInstance());
    }
}
