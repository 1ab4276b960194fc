// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.model;

/** How we stand with a customer; the names are those of the data files. */
public enum CustomerStatus {
    VIP, ACTIVE, LEAD, DORMANT
}
