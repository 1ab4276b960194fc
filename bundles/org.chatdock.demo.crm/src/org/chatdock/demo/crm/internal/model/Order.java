// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/** One order, as the shop system reports it: the CRM shows it and never changes it. */
public record Order(String number, LocalDate date, String item, BigDecimal amount, Currency currency,
        OrderState state) {
}
