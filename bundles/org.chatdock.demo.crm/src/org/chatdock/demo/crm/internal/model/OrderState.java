// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.model;

/** How far an order has come; the names are those of the data files. */
public enum OrderState {
    PAID, SHIPPED, DELIVERED, RETURNED
}
